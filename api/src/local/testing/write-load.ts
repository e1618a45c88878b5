/**
 * A process made to be killed: writes items with an index row each, as fast as it can, and prints
 * a line for every write that was acknowledged. Usage: write-load.ts DIRECTORY ROUND
 */
import {
  CreateTableCommand,
  DeleteItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { startEmbeddedDynamo } from "../embedded-dynamo.ts";

const [directory = "", round = ""] = process.argv.slice(2);
const { client } = await startEmbeddedDynamo({ directory });
const TableName = "load";

if (round === "0") {
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
  await waitUntilTableExists({ client, maxWaitTime: 5, minDelay: 1 }, { TableName });
}
console.log("ready");

const write = async (writer: number) => {
  for (let count = 0; ; count++) {
    const pk = `${round}-${writer}-${count}`;
    const Key = { pk: { S: pk } };
    const Item = { ...Key, step: { N: "1" }, next: { S: `first ${pk}` } };
    await client.send(new PutItemCommand({ TableName, Item }));
    console.log(`${pk} 1`);
    await client.send(
      new UpdateItemCommand({
        TableName,
        Key,
        UpdateExpression: "SET step = :step, #next = :next",
        ExpressionAttributeNames: { "#next": "next" },
        ExpressionAttributeValues: { ":step": { N: "2" }, ":next": { S: `second ${pk}` } },
      }),
    );
    console.log(`${pk} 2`);
    if (count % 3 === 0) {
      await client.send(new DeleteItemCommand({ TableName, Key }));
      console.log(`${pk} 3`);
    }
  }
};
for (let writer = 0; writer < 16; writer++) void write(writer);
