import { startEmbeddedDynamo } from "../local/embedded-dynamo.ts";
import {
  dynamoLocalEndpoint,
  startDynamoLocal,
  startMemory,
  type TestDatabase,
} from "./start-database.ts";

export const IN_MEMORY = "the one in memory";

/** Where a suite of the store runs: each name with what starts an empty database there. */
export const everyDatabase: [name: string, start: () => Promise<TestDatabase>][] =
  dynamoLocalEndpoint === undefined
    ? [
        ["the embedded DynamoDB", startEmbeddedDynamo],
        [IN_MEMORY, startMemory],
      ]
    : [["DynamoDB Local", () => startDynamoLocal(dynamoLocalEndpoint as string)]];
