import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type AttributeValue,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { afterEach, expect, test } from "vitest";
import { indexes } from "../store/indexes.ts";
import { startEmbeddedDynamo } from "./embedded-dynamo.ts";

const folders: string[] = [];
const makeFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "throughline-dynamo-"));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const TableName = "items";
const createTable = async (client: DynamoDBClient) => {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "next", AttributeType: "S" },
      ],
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      GlobalSecondaryIndexes: [
        {
          IndexName: "next",
          KeySchema: [{ AttributeName: "next", KeyType: "HASH" }],
          Projection: { ProjectionType: "ALL" },
        },
      ],
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 300, minDelay: 1 }, { TableName });
};

const readAll = async (client: DynamoDBClient, table: string, IndexName?: string) => {
  const items: Record<string, AttributeValue>[] = [];
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: table,
        IndexName,
        ExclusiveStartKey,
        ConsistentRead: !IndexName,
      }),
    );
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
};

const rowOf = (item: Record<string, AttributeValue>) => `${item.pk?.S} ${item.next?.S}`;

test("what was written is there after a restart, and an open directory cannot be opened twice", async () => {
  const directory = makeFolder();
  const first = await startEmbeddedDynamo({ directory });
  await createTable(first.client);
  await first.client.send(new PutItemCommand({ TableName, Item: { pk: { S: "a" } } }));
  await expect(startEmbeddedDynamo({ directory })).rejects.toMatchObject({
    cause: { code: "LEVEL_LOCKED" },
  });
  await first.close();

  const second = await startEmbeddedDynamo({ directory });
  const { Item } = await second.client.send(
    new GetItemCommand({ TableName, Key: { pk: { S: "a" } } }),
  );
  expect(Item).toEqual({ pk: { S: "a" } });
  await second.close();
});

test("one of many racers wins a conditional put, and counters lose no increment", async () => {
  const { client, close } = await startEmbeddedDynamo();
  await createTable(client);
  const racers = await Promise.allSettled(
    Array.from({ length: 50 }, (_, racer) =>
      client.send(
        new PutItemCommand({
          TableName,
          Item: { pk: { S: "prize" }, racer: { N: String(racer) } },
          ConditionExpression: "attribute_not_exists(pk)",
        }),
      ),
    ),
  );
  expect(racers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await Promise.all(
    Array.from({ length: 50 }, () =>
      client.send(
        new UpdateItemCommand({
          TableName,
          Key: { pk: { S: "count" } },
          UpdateExpression: "ADD n :one",
          ExpressionAttributeValues: { ":one": { N: "1" } },
        }),
      ),
    ),
  );
  const { Item } = await client.send(
    new GetItemCommand({ TableName, Key: { pk: { S: "count" } }, ConsistentRead: true }),
  );
  expect(Item?.n).toEqual({ N: "50" });
  await close();
});

test("an index follows puts, moves, deletes and batches, also beside other stores", async () => {
  const stores = await Promise.all([startEmbeddedDynamo(), startEmbeddedDynamo()]);
  for (const [number, { client }] of stores.entries()) {
    await createTable(client);
    const put = (pk: string, next: string) =>
      client.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, next: { S: next } } }));
    await Promise.all([put("a", "x"), put("b", "x"), put("c", `z${number}`)]);
    await put("a", "y");
    await client.send(new DeleteItemCommand({ TableName, Key: { pk: { S: "b" } } }));
    await client.send(
      new BatchWriteItemCommand({
        RequestItems: {
          [TableName]: [
            { PutRequest: { Item: { pk: { S: "d" }, next: { S: "x" } } } },
            { DeleteRequest: { Key: { pk: { S: "c" } } } },
          ],
        },
      }),
    );
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: "next",
        KeyConditionExpression: "#next = :x",
        ExpressionAttributeNames: { "#next": "next" },
        ExpressionAttributeValues: { ":x": { S: "x" } },
      }),
    );
    expect(Items.map(rowOf)).toEqual(["d x"]);
    expect((await readAll(client, TableName, "next")).map(rowOf).sort()).toEqual(["a y", "d x"]);
  }
  await Promise.all(stores.map(({ close }) => close()));
});

const fixture = fileURLToPath(new URL("testing/write-load.ts", import.meta.url));

/** Runs the load until it has acknowledged `writes` writes, kills it, and returns its lines. */
const loadAndKill = async (directory: string, round: number, writes: number): Promise<string[]> => {
  const flags = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];
  const child = spawn(process.execPath, [...flags, fixture, directory, String(round)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  let killed = false;
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk;
    if (!killed && output.split("\n").length > writes) killed = child.kill("SIGKILL");
  });
  const [, signal] = await once(child, "close");
  expect(signal).toBe("SIGKILL");
  const lines = output.split("\n");
  // The last line may be cut short; the first one says that it is ready.
  return lines.slice(1, -1);
};

test("killed under load, it loses no acknowledged write and leaves no orphan index row", async () => {
  const directory = makeFolder();
  const acknowledged = new Map<string, number>();
  for (let round = 0; round < 6; round++) {
    for (const line of await loadAndKill(directory, round, 150 + 97 * round)) {
      const [pk = "", step] = line.split(" ");
      acknowledged.set(pk, Number(step));
    }
    const { client, close } = await startEmbeddedDynamo({ directory });
    const items = await readAll(client, "clinical");
    const rowsOfIndexes = new Map<string, Attributes[]>();
    for (const name of Object.keys(indexes)) {
      rowsOfIndexes.set(name, await readAll(client, "clinical", name));
    }
    await close();

    for (const [name, { pk, sk, holds }] of Object.entries(indexes)) {
      const standing = items
        .filter((item) => item[pk] && item[sk])
        .map((item) => (holds === "ALL" ? item : pick(item, ["pk", "sk", pk, sk])));
      expect(inOrder(rowsOfIndexes.get(name) ?? [])).toEqual(inOrder(standing));
    }
    expect(rowsOfIndexes.get("alert")?.length).toBeGreaterThan(0);
    const steps = new Map(items.map((item) => [item.pk?.S, Number(item.step?.N)]));
    const lost = [...acknowledged].filter(
      // A missing item is right once its deletion was asked for, which only happens after step 2.
      ([pk, step]) => (steps.get(pk) ?? (step >= 2 && isDeleted(pk) ? 3 : 0)) < step,
    );
    expect(lost).toEqual([]);
  }
  expect(acknowledged.size).toBeGreaterThan(500);
});

type Attributes = Record<string, AttributeValue>;
const pick = (item: Attributes, names: string[]) =>
  Object.fromEntries(names.map((name) => [name, item[name]]));
const inOrder = (items: object[]) =>
  items.map((item) => JSON.stringify(Object.entries(item).sort())).sort();
const isDeleted = (pk: string) => Number(pk.split("-")[2]) % 3 === 0;

test.skipIf(process.platform === "win32")(
  "on a disk that takes no more it refuses, stays up, and recovers by itself",
  async () => {
    const directory = makeFolder();
    const file = fileURLToPath(new URL("testing/limited-disk.ts", import.meta.url));
    const flags = "--experimental-strip-types --disable-warning=ExperimentalWarning";
    // Blocks of 512 bytes: no file of the database can grow beyond 100 KB.
    const child = spawn("sh", [
      "-c",
      `ulimit -f 200; exec "$0" ${flags} "$1" "$2"`,
      process.execPath,
      file,
      directory,
    ]);
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk) => {
      output += chunk;
    });
    expect(await once(child, "close")).toEqual([0, null]);
    expect(output).toMatch(/^failed .*file too large/im);
    expect(output).toMatch(/closed\n$/);
    const stored = [...output.matchAll(/^stored (\S+)$/gm)].map(([, pk]) => pk);
    expect(stored.length).toBeGreaterThan(200);

    const { client, close } = await startEmbeddedDynamo({ directory });
    const kept = new Set((await readAll(client, TableName)).map((item) => item.pk?.S));
    await close();
    expect(stored.filter((pk) => !kept.has(pk))).toEqual([]);
  },
);
