import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import { type Device, type LocalEntry, newDevice, type RememberedGuide } from "./device.ts";
import type { Environment } from "./environment.ts";
import { insist } from "./insist.ts";
import type { KeptWardEntry, WardDevice } from "./ward-stream/kept-entry.ts";

export const JOURNAL_NAME = "throughline-journal";
/** Some browsers (Safari 14) leave an opening unanswered for ever. */
const OPEN_TIMEOUT_MS = 4_000;

/** What one transaction may do. Nothing else may be awaited inside it, or it ends by itself. */
export interface Transaction {
  device(): Promise<Device>;
  putDevice(device: Device): Promise<unknown>;
  guide(site: string): Promise<RememberedGuide | undefined>;
  putGuide(site: string, guide: RememberedGuide): Promise<unknown>;
  /** All entries, in the order of their recording. */
  entries(): Promise<LocalEntry[]>;
  putEntry(entry: LocalEntry): Promise<unknown>;
  deleteEntry(id: string): Promise<unknown>;
}

/** Where a stream of entries lies; `T` is what one transaction may do. */
export interface StorageOf<T> {
  /** All or nothing, and on the disk when it resolves. */
  write<R>(work: (transaction: T) => Promise<R>): Promise<R>;
  read<R>(work: (transaction: T) => Promise<R>): Promise<R>;
  close(): void;
}
/** Where the journal lies. */
export type Storage = StorageOf<Transaction>;

interface Schema extends DBSchema {
  /** The index holds the visits' stream alone. */
  entries: { key: string; value: LocalEntry | KeptWardEntry; indexes: { seq: number } };
  device: { key: string; value: Device | RememberedGuide | WardDevice };
}

type Connection = IDBPDatabase<Schema>;
type Opened = IDBPTransaction<Schema, ["entries", "device"], "readwrite">;

/**
 * The journal in IndexedDB. A lost connection or a full disk is tried again on a new connection a
 * few times; then the browser's own error is thrown.
 */
export const openStorage = (environment: Environment, name = JOURNAL_NAME): Storage =>
  openDatabase(environment, name, (transaction) => {
    const entries = transaction.objectStore("entries");
    const device = transaction.objectStore("device");
    return {
      device: async () => ((await device.get("device")) as Device | undefined) ?? newDevice(),
      putDevice: (value) => device.put(value, "device"),
      guide: (site) => device.get(`guide ${site}`) as Promise<RememberedGuide | undefined>,
      putGuide: (site, guide) => device.put(guide, `guide ${site}`),
      entries: () => entries.index("seq").getAll() as Promise<LocalEntry[]>,
      putEntry: (entry) => entries.put(entry),
      deleteEntry: (id) => entries.delete(id),
    };
  });

/** The journal's database, for whoever keeps a stream of entries in it. */
export const openDatabase = <T>(
  { after }: Environment,
  name: string,
  begin: (transaction: Opened) => T,
): StorageOf<T> => {
  let connection: Promise<Connection> | undefined;

  const forget = () => {
    connection?.then((database) => database.close()).catch(() => {});
    connection = undefined;
  };
  const connect = () => {
    connection ??= withinTime(
      after,
      openDB<Schema>(name, 1, {
        upgrade: (database) => {
          database.createObjectStore("entries", { keyPath: "id" }).createIndex("seq", "seq");
          database.createObjectStore("device");
        },
        blocking: forget,
        terminated: forget,
      }),
    );
    return connection;
  };

  const attempt = async <R>(
    mode: "readonly" | "readwrite",
    work: (transaction: T) => Promise<R>,
  ): Promise<R> => {
    const database = await connect();
    // The types of a reading transaction lack the writing methods; the database refuses them.
    const transaction = database.transaction(["entries", "device"], mode as "readwrite", {
      durability: "strict",
    });
    // Awaited below; a rejection before that must not count as unhandled.
    transaction.done.catch(() => {});
    try {
      const value = await work(begin(transaction));
      await transaction.done;
      return value;
    } catch (problem) {
      abort(transaction);
      throw problem;
    }
  };

  return {
    write: (work) => insist(after, () => attempt("readwrite", work), forget),
    read: (work) => insist(after, () => attempt("readonly", work), forget),
    close: forget,
  };
};

const abort = (transaction: { abort(): void }) => {
  try {
    transaction.abort();
  } catch {
    // It had ended already.
  }
};

const withinTime = (after: Environment["after"], opening: Promise<Connection>) =>
  new Promise<Connection>((resolve, reject) => {
    const callOff = after(OPEN_TIMEOUT_MS, () => {
      reject(new Error("the journal did not open"));
      opening.then((database) => database.close()).catch(() => {});
    });
    opening.then(resolve, reject).finally(callOff);
  });
