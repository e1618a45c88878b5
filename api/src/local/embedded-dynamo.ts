import type { Server } from "node:http";
import { createRequire } from "node:module";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  type DynaliteInternals,
  type DynaliteStore,
  type MendedStore,
  mendStore,
} from "./dynalite-writes.ts";
import { createInProcessHandler } from "./in-process-handler.ts";

const require = createRequire(import.meta.url);
const internals = require("dynalite/db") as DynaliteInternals;
const updateIndexes = internals.updateIndexes;
const mendedStores = new WeakMap<DynaliteStore, MendedStore>();

internals.updateIndexes = (store, ...change) =>
  (mendedStores.get(store)?.updateIndexes ?? updateIndexes)(store, ...change);

export interface EmbeddedDynamo {
  client: DynamoDBClient;
  /** Everything that is stored at the moment of the first step; see `MendedStore`. */
  rows: MendedStore["rows"];
  /** Stores rows as `rows` gave them, into a database that nobody uses yet. */
  load: MendedStore["load"];
  /** Waits for the writes under way and releases the directory. */
  close(): Promise<void>;
}

/**
 * Starts an embedded DynamoDB: on disk in `directory`, which must exist, or in memory without one.
 * It is reached through the returned client alone. A write is answered once it is on disk; while
 * the disk takes none, `onWriteFailure` is told why and requests fail as `ServiceUnavailable`.
 * Rejects when the directory cannot be opened; with code `LEVEL_LOCKED` in the cause when another
 * process holds it.
 */
export const startEmbeddedDynamo = async ({
  directory,
  onWriteFailure = () => {},
}: {
  directory?: string;
  onWriteFailure?: (error: Error) => void;
} = {}): Promise<EmbeddedDynamo> => {
  const { server, store } = createDynalite(directory);
  const mended = mendStore(store, updateIndexes, onWriteFailure);
  mendedStores.set(store, mended);
  await mended.open();
  const client = new DynamoDBClient({
    endpoint: "http://embedded",
    region: "local",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    requestHandler: createInProcessHandler(server),
  });
  return {
    client,
    rows: mended.rows,
    load: mended.load,
    async close() {
      client.destroy();
      await mended.close();
    },
  };
};

/** dynalite's server, which never listens, and the store that it keeps to itself. */
const createDynalite = (directory: string | undefined) => {
  const dynalite = require("dynalite") as (options: object) => Server;
  const { create } = internals;
  let store: DynaliteStore | undefined;
  internals.create = (options) => {
    store = create(options);
    return store;
  };
  try {
    const server = dynalite({
      path: directory,
      createTableMs: 0,
      deleteTableMs: 0,
      updateTableMs: 0,
    });
    if (!store) throw new Error("dynalite no longer creates its store by db.create");
    return { server, store };
  } finally {
    internals.create = create;
  }
};
