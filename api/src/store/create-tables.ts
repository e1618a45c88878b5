import { setTimeout as pause } from "node:timers/promises";
import {
  type AttributeDefinition,
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  ResourceInUseException,
} from "@aws-sdk/client-dynamodb";
import { AppError } from "@throughline/shared/errors.ts";
import { indexes } from "./indexes.ts";

/** The names of the tables; `flow` holds nothing personal, all that is personal is in `clinical`. */
export interface TableNames {
  flow: string;
  clinical: string;
}

/** Makes the tables that are missing and waits until they can be used. */
export const createTables = async (client: DynamoDBClient, tables: TableNames): Promise<void> => {
  for (const [table, TableName] of Object.entries(tables)) {
    try {
      const shape = table === "clinical" ? clinicalShape : { AttributeDefinitions: tableKey };
      await client.send(
        new CreateTableCommand({
          TableName,
          BillingMode: "PAY_PER_REQUEST",
          KeySchema: keySchema({ pk: "pk", sk: "sk" }),
          ...shape,
        }),
      );
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
    }
    await waitUntilActive(client, TableName);
  }
};

const keySchema = ({ pk, sk }: { pk: string; sk: string }): KeySchemaElement[] => [
  { AttributeName: pk, KeyType: "HASH" },
  { AttributeName: sk, KeyType: "RANGE" },
];

const keyAttributes = ({ pk, sk }: { pk: string; sk: string }): AttributeDefinition[] => [
  { AttributeName: pk, AttributeType: "S" },
  { AttributeName: sk, AttributeType: "S" },
];

const tableKey = keyAttributes({ pk: "pk", sk: "sk" });

const clinicalShape = {
  AttributeDefinitions: [...tableKey, ...Object.values(indexes).flatMap(keyAttributes)],
  GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, { holds, ...key }]) => ({
    IndexName,
    KeySchema: keySchema(key),
    Projection: { ProjectionType: holds },
  })),
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
