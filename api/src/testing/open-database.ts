import { randomBytes } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createMemoryDynamo, type MemoryDynamo } from "./memory-dynamo/memory-dynamo.ts";
import { dynamoLocalEndpoint } from "./start-database.ts";

/**
 * An empty database for several processes: in memory, and in the conformance run one of DynamoDB
 * Local, which has no staleness of its own to set and shows its items to nobody.
 */
export const openDatabase = (options: Parameters<typeof createMemoryDynamo>[0]): MemoryDynamo =>
  dynamoLocalEndpoint === undefined
    ? createMemoryDynamo(options)
    : connectTo(dynamoLocalEndpoint, randomBytes(10).toString("hex"));

const connectTo = (endpoint: string, accessKeyId: string): MemoryDynamo => ({
  connect(around) {
    const client = new DynamoDBClient({
      endpoint,
      region: "local",
      credentials: { accessKeyId, secretAccessKey: "local" },
    });
    if (around) {
      client.middlewareStack.add(
        (next, context) => async (call) => {
          let response: unknown;
          const carryOut = async (input: object) => {
            const answer = await next({ ...call, input } as never);
            response = answer.response;
            return answer.output;
          };
          const name = String(context.commandName);
          const output = await around(name, call.input, (input) => carryOut(input));
          return { output, response } as never;
        },
        { step: "initialize", priority: "high", name: "around" },
      );
    }
    return client;
  },
  items: () => {
    throw new Error("Nobody sees the items of DynamoDB Local");
  },
});
