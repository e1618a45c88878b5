import { randomBytes } from "node:crypto";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { defaultSettings } from "@throughline/shared/site.ts";
import { createAddressOf } from "../src/address.ts";
import { createApp } from "../src/app.ts";
import type { Deps } from "../src/deps.ts";
import { startEmbeddedDynamo } from "../src/local/embedded-dynamo.ts";
import { silentOutlets } from "../src/outlets.ts";
import { createStaffAccess } from "../src/staff-access.ts";
import { createStore } from "../src/store/create-store.ts";
import { createTables } from "../src/store/create-tables.ts";
import { createMemoryDynamo } from "../src/testing/memory-dynamo/memory-dynamo.ts";
import { createMemoryObjects } from "../src/testing/memory-objects.ts";
import { TABLES } from "../src/testing/start-database.ts";

export const TOKEN = "bench";

/** The app and its operations over an empty database, with the site `main` and a clock of its own. */
export const startBench = async ({
  database = startEmbeddedDynamo(),
  nowMs = Date.now(),
}: {
  database?: Promise<{ client: DynamoDBClient; close(): Promise<void> }>;
  nowMs?: number;
} = {}) => {
  const { client, close } = await database;
  await createTables(client, TABLES);
  const clock = { nowMs };
  const now = () => clock.nowMs;
  const store = createStore({ client, tables: TABLES, now });
  const deps: Deps = {
    store,
    now,
    log: () => {},
    staff: createStaffAccess({ secret: randomBytes(32), token: TOKEN, now, randomToken: () => "" }),
    publicUrl: () => "http://127.0.0.1",
    hashCase: () => "",
    randomId: () => randomBytes(16).toString("hex"),
    addressOf: createAddressOf({ trustProxy: true, remoteAddress: () => "" }),
    isPrivate: () => true,
    version: "bench",
    objects: createMemoryObjects(now),
    signUpload: async () => ({ url: "", headers: {} }),
    maxUploadBytes: 1 << 30,
    ...silentOutlets,
  };
  await store.settings.save("main", 0, defaultSettings("UTC"));
  return { client, close, clock, store, deps, app: createApp(deps) };
};

/** A database in memory that charges what DynamoDB does, that of the indexes included. */
export const pricedDatabase = async () => ({
  client: createMemoryDynamo().connect(),
  close: async () => {},
});
