import { randomBytes } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createStore, type Store } from "../store/create-store.ts";
import { createTables } from "../store/create-tables.ts";
import { createMemoryDynamo } from "./memory-dynamo/memory-dynamo.ts";

export const TABLES = { flow: "flow", clinical: "clinical" };

export interface TestDatabase {
  client: DynamoDBClient;
  close(): Promise<void>;
}

/** Where DynamoDB Local answers; set by `npm run test:conformance` alone. */
export const dynamoLocalEndpoint = process.env.DYNAMODB_LOCAL_ENDPOINT;

/** An empty database: in memory, and in the conformance run one of DynamoDB Local. */
export const startDatabase = async (): Promise<TestDatabase> =>
  dynamoLocalEndpoint === undefined ? startMemory() : startDynamoLocal(dynamoLocalEndpoint);

export const startMemory = async (): Promise<TestDatabase> => ({
  client: createMemoryDynamo().connect(),
  close: async () => {},
});

/** DynamoDB Local keeps the tables of each access key apart. */
export const startDynamoLocal = async (endpoint: string): Promise<TestDatabase> => {
  const client = new DynamoDBClient({
    endpoint,
    region: "local",
    credentials: { accessKeyId: randomBytes(10).toString("hex"), secretAccessKey: "local" },
  });
  return { client, close: async () => client.destroy() };
};

export interface StoreUnderTest extends TestDatabase {
  store: Store;
  /** The server's clock; tests set it. */
  clock: { nowMs: number };
}

/**
 * The real store over an empty database, its tables made: milliseconds in memory. A suite that
 * starts so, and that `scripts/conformance.mjs` names, runs against DynamoDB Local as well.
 */
export const startStore = async (nowMs = 0): Promise<StoreUnderTest> => {
  const { client, close } = await startDatabase();
  await createTables(client, TABLES);
  const clock = { nowMs };
  return {
    client,
    close,
    clock,
    store: createStore({ client, tables: TABLES, now: () => clock.nowMs }),
  };
};
