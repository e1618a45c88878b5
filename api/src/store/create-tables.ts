import { setTimeout as pause } from "node:timers/promises";
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
} from "@aws-sdk/client-dynamodb";
import { AppError } from "@throughline/shared/errors.ts";

/** The names of the tables; `flow` holds nothing personal. */
export interface TableNames {
  flow: string;
}

/** Makes the tables that are missing and waits until they can be used. */
export const createTables = async (client: DynamoDBClient, tables: TableNames): Promise<void> => {
  for (const TableName of Object.values(tables) as string[]) {
    try {
      await client.send(
        new CreateTableCommand({
          TableName,
          BillingMode: "PAY_PER_REQUEST",
          AttributeDefinitions: [
            { AttributeName: "pk", AttributeType: "S" },
            { AttributeName: "sk", AttributeType: "S" },
          ],
          KeySchema: [
            { AttributeName: "pk", KeyType: "HASH" },
            { AttributeName: "sk", KeyType: "RANGE" },
          ],
        }),
      );
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
    }
    await waitUntilActive(client, TableName);
  }
};

const POLL_MS = 50;
const POLLS = 1_200;

const waitUntilActive = async (client: DynamoDBClient, TableName: string) => {
  for (let poll = 0; poll < POLLS; poll++) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    if (Table?.TableStatus === "ACTIVE") return;
    await pause(POLL_MS);
  }
  throw new AppError("UNAVAILABLE", { retryAfterSeconds: 60 });
};
