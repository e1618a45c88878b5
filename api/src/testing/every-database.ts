import { startEmbeddedDynamo } from "../local/embedded-dynamo.ts";
import {
  dynamoLocalEndpoint,
  startDynamoLocal,
  startMemory,
  type TestDatabase,
} from "./start-database.ts";

/** Where a suite of the store runs: each name with what starts an empty database there. */
export const everyDatabase: [name: string, start: () => Promise<TestDatabase>][] =
  dynamoLocalEndpoint === undefined
    ? [
        ["the embedded DynamoDB", startEmbeddedDynamo],
        ["the one in memory", startMemory],
      ]
    : [["DynamoDB Local", () => startDynamoLocal(dynamoLocalEndpoint as string)]];
