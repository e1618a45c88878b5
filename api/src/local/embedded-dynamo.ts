import type { Server } from "node:http";
import { createRequire } from "node:module";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createInProcessHandler } from "./in-process-handler.ts";

const require = createRequire(import.meta.url);

interface DynaliteStore {
  db: { open(): Promise<void>; close(): Promise<void> };
}
interface DynaliteInternals {
  create(options: object): DynaliteStore;
}

export interface EmbeddedDynamo {
  client: DynamoDBClient;
  /** Waits for the writes under way and releases the directory. */
  close(): Promise<void>;
}

/**
 * Starts an embedded DynamoDB: on disk in `directory`, which must exist, or in memory without one.
 * It is reached through the returned client alone. Rejects when the directory cannot be opened.
 */
export const startEmbeddedDynamo = async ({
  directory,
}: {
  directory?: string;
} = {}): Promise<EmbeddedDynamo> => {
  const { server, store } = createDynalite(directory);
  await store.db.open();
  const client = new DynamoDBClient({
    endpoint: "http://embedded",
    region: "local",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    requestHandler: createInProcessHandler(server),
  });
  return {
    client,
    async close() {
      client.destroy();
      await store.db.close();
    },
  };
};

/** dynalite's server without listening, and the store that it keeps to itself. */
const createDynalite = (directory: string | undefined) => {
  const dynalite = require("dynalite") as (options: object) => Server;
  const internals = require("dynalite/db") as DynaliteInternals;
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
