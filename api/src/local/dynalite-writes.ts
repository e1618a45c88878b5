import { Readable } from "node:stream";
import { createGroupCommit, type Write } from "./group-commit.ts";

/**
 * Three things that dynalite 4 leaves open, mended from outside at run time:
 *
 * 1. It writes an item's index rows and then the item, one by one. Killed in between, it leaves
 *    index rows of an item that never was. Here they reach LevelDB in one batch.
 * 2. It throws what LevelDB reports (a full disk) past every handler, which ends the process. Here
 *    it becomes the 503 that DynamoDB itself would answer, and the store recovers by itself.
 * 3. It takes what cannot be a key of an index in DynamoDB. Here it refuses it as DynamoDB does.
 *
 * Everything relied upon is checked, so that an update of dynalite which changes it fails at the
 * start or at the first write, and never loses anything in silence.
 */

type Callback<T = void> = (error: unknown, value?: T) => void;

interface Level {
  put(key: string, value: unknown, callback: Callback): void;
  del(key: string, callback: Callback): void;
  batch(writes: Write[], callback: Callback): void;
  get(key: string, callback: Callback<unknown>): void;
  createKeyStream(range: object): Readable;
  createValueStream(range: object): Readable;
  open(): Promise<void>;
}

/** The methods that dynalite's own wrappers cover, by their prototype. */
interface BareLevel {
  batch(writes: Write[], options: { sync: boolean; valueEncoding?: "utf8" }): Promise<void>;
  getSync(key: string): unknown;
  keys(range: object): AsyncIterable<string>;
  values(range: object): AsyncIterable<unknown>;
  iterator(range: object): AsyncIterable<[string, string]>;
  open(): Promise<void>;
  close(): Promise<void>;
}

export interface DynaliteStore {
  db: Level & { readonly status: string };
}

type Attributes = Record<string, { S?: string }>;

interface DynaliteTable {
  GlobalSecondaryIndexes?: { IndexName: string; KeySchema: { AttributeName: string }[] }[];
}

type UpdateIndexes = (
  store: DynaliteStore,
  table: DynaliteTable,
  before: Attributes | undefined,
  after: Attributes | null,
  done: Callback,
) => void;

export interface DynaliteInternals {
  create(options: object): DynaliteStore;
  updateIndexes: UpdateIndexes;
}

/** A key of LevelDB and its value, as they stand there. */
export type Row = [key: string, value: string];

export interface MendedStore {
  open(): Promise<void>;
  close(): Promise<void>;
  /**
   * Everything that is stored at the moment of the first step, and nothing that comes later: whoever
   * has had an acknowledgement before finds what was acknowledged.
   */
  rows(): AsyncIterable<Row>;
  /** Stores rows as they are; they are on disk when it settles. */
  load(rows: readonly Row[]): Promise<void>;
  /** Must be installed as `updateIndexes` while this store is in use. */
  updateIndexes: UpdateIndexes;
}

/** Takes over all reads and writes of a store. `onFailure` hears of each batch that failed. */
export const mendStore = (
  { db }: DynaliteStore,
  updateIndexes: UpdateIndexes,
  onFailure: (error: Error) => void,
): MendedStore => {
  const bare = bareMethods(db);
  let reopening: Promise<void> | undefined;
  const reopen = () => {
    reopening ??= bare
      .close()
      .then(() => bare.open())
      .finally(() => {
        reopening = undefined;
      });
    return reopening;
  };
  /** What LevelDB is asked while it opens, it would ask again of the methods replaced below. */
  const whenOpen = async () => {
    if (reopening || db.status !== "open") await reopen();
  };
  const commits = createGroupCommit({
    writeBatch: (writes) => bare.batch(writes, { sync: true }),
    recover: reopen,
  });
  /** Index rows are gathered here while dynalite believes that it writes them. */
  let gathering: Write[] | undefined;
  /** Index rows that the very next write of a row must take along. */
  let joined: Write[] = [];

  const write = (writes: Write[], callback: Callback) => {
    if (gathering) {
      gathering.push(...writes);
      return callback(null);
    }
    const together = [...joined, ...writes];
    joined = [];
    commits.commit(together).then(
      () => setImmediate(callback, null),
      (error: Error) => {
        onFailure(error);
        setImmediate(callback, unavailable(error));
      },
    );
  };

  db.put = (key, value, callback) => write([{ type: "put", key, value }], callback);
  db.del = (key, callback) => write([{ type: "del", key }], callback);
  db.batch = write;
  db.get = (key, callback) => {
    // A row is in memory more often than not: a thread of its own costs many times the read.
    const found = whenOpen().then(() => bare.getSync(key));
    found.then(
      (value) => setImmediate(callback, null, value),
      (error: Error) => setImmediate(callback, unavailable(error)),
    );
  };
  db.createKeyStream = (range) => Readable.from(readable(whenOpen, () => bare.keys(range)));
  db.createValueStream = (range) => Readable.from(readable(whenOpen, () => bare.values(range)));

  return {
    open: () => bare.open(),
    async close() {
      await commits.drain();
      await bare.close();
    },
    async *rows() {
      await whenOpen();
      // An iterator of LevelDB reads the snapshot of the moment at which it is made.
      yield* bare.iterator({ valueEncoding: "utf8" });
    },
    load: (rows) =>
      bare.batch(
        rows.map(([key, value]) => ({ type: "put", key, value })),
        { sync: true, valueEncoding: "utf8" },
      ),
    updateIndexes(store, table, before, after, done) {
      const refused = findBadIndexKey(table, after);
      if (refused) return done(invalid(refused));
      gathering = [];
      updateIndexes(store, table, before, after, (error) => {
        joined = gathering ?? changed("it writes index rows later than asked");
        gathering = undefined;
        if (error) joined = [];
        done(error);
        if (joined.length > 0) changed("it no longer writes the item right after its index rows");
      });
      if (gathering) changed("it writes index rows later than asked");
    },
  };
};

const MAX_INDEX_PK_BYTES = 2048;
const MAX_INDEX_SK_BYTES = 1024;

/** What is wrong with an item's keys of indexes; undefined when nothing is. */
const findBadIndexKey = (
  { GlobalSecondaryIndexes = [] }: DynaliteTable,
  item: Attributes | null,
): string | undefined => {
  for (const { IndexName, KeySchema } of GlobalSecondaryIndexes) {
    for (const [position, { AttributeName: name }] of KeySchema.entries()) {
      const text = item?.[name]?.S;
      const maxBytes = position === 0 ? MAX_INDEX_PK_BYTES : MAX_INDEX_SK_BYTES;
      if (text === "" || Buffer.byteLength(text ?? "") > maxBytes) {
        return `${name} cannot be a key of the index ${IndexName}: it is empty or too long.`;
      }
    }
  }
  return undefined;
};

/** A refusal that dynalite answers, in the words of DynamoDB. */
const invalid = (message: string) =>
  Object.assign(new Error(message), {
    statusCode: 400,
    body: { __type: "com.amazon.coral.validate#ValidationException", message },
  });

const changed = (what: string): never => {
  throw new Error(`This version of dynalite cannot be used: ${what}.`);
};

const bareMethods = (db: Level): BareLevel => {
  const methods = db as unknown as Record<string, (...args: unknown[]) => unknown>;
  const prototype = Object.getPrototypeOf(db) as typeof methods;
  const bare: typeof methods = {};
  for (const name of ["batch", "getSync", "keys", "values", "iterator", "open", "close"]) {
    const method = prototype[name];
    if (!method) changed(`its database has no "${name}"`);
    else bare[name] = method.bind(db);
  }
  for (const name of ["put", "del", "batch", "get", "createKeyStream", "createValueStream"]) {
    if (!Object.hasOwn(db, name)) changed(`it does not wrap "${name}" of its database`);
  }
  return bare as unknown as BareLevel;
};

async function* readable<T>(
  whenOpen: () => Promise<void>,
  items: () => AsyncIterable<T>,
): AsyncGenerator<T> {
  try {
    await whenOpen();
    yield* items();
  } catch (error) {
    throw unavailable(error as Error);
  }
}

/** An error that dynalite answers instead of throwing, in the words of DynamoDB. */
const unavailable = (cause: Error) =>
  Object.assign(new Error("The embedded database is not available.", { cause }), {
    statusCode: 503,
    body: {
      __type: "com.amazonaws.dynamodb.v20120810#ServiceUnavailable",
      message: "The embedded database is not available.",
    },
  });
