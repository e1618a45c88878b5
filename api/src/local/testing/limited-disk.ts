/**
 * A process whose files cannot grow beyond a limit that the shell set, as on a full disk: writes
 * and reads for a while, and prints how each write ended. Usage: limited-disk.ts DIRECTORY
 */
import {
  CreateTableCommand,
  GetItemCommand,
  PutItemCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { startEmbeddedDynamo } from "../embedded-dynamo.ts";

// Without a handler the system ends a process that writes beyond its limit.
process.on("SIGXFSZ", () => {});
const { client, close } = await startEmbeddedDynamo({
  directory: process.argv[2] ?? "",
  onWriteFailure: (error) => console.log(`failed ${error.message}`),
});
const TableName = "items";
await client.send(
  new CreateTableCommand({
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
  }),
);
await waitUntilTableExists({ client, maxWaitTime: 300, minDelay: 1 }, { TableName });

const work = async (worker: number) => {
  for (let count = 0; count < 40; count++) {
    const pk = `${worker}-${count}`;
    const Item = { pk: { S: pk }, text: { S: "x".repeat(1500) } };
    const outcome = await client.send(new PutItemCommand({ TableName, Item })).then(
      () => "stored",
      (error: Error) => error.name,
    );
    console.log(`${outcome} ${pk}`);
    await client.send(new GetItemCommand({ TableName, Key: { pk: { S: pk } } })).catch(() => {});
  }
};
await Promise.all(Array.from({ length: 8 }, (_, worker) => work(worker)));
await close();
console.log("closed");
