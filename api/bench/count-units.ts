import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

export interface Units {
  reads: number;
  writes: number;
}

/** Makes a client ask what each request consumes; gives a function that returns and resets the sum. */
export const countUnits = (client: DynamoDBClient): (() => Units) => {
  let units: Units = { reads: 0, writes: 0 };
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      async (args) => {
        const isWrite = /^(Put|Update|Delete|BatchWrite)Item/.test(commandName);
        const count = (amount: number) => {
          if (isWrite) units.writes += amount;
          else units.reads += amount;
        };
        try {
          const answer = await next({
            ...args,
            input: { ...args.input, ReturnConsumedCapacity: "TOTAL" },
          });
          const { ConsumedCapacity } = answer.output as {
            ConsumedCapacity?: Capacity | Capacity[];
          };
          for (const { CapacityUnits = 0 } of [ConsumedCapacity ?? []].flat()) {
            // The embedded store charges nothing for a query that finds nothing, DynamoDB half a unit.
            count(isWrite ? CapacityUnits : Math.max(CapacityUnits, 0.5));
          }
          return answer;
        } catch (error) {
          // A refused condition does not say its price: DynamoDB charges the item's size, which is
          // below 1 KB for everything that is written on condition here, hence one unit.
          if ((error as Error).name === "ConditionalCheckFailedException") count(1);
          throw error;
        }
      },
    { step: "initialize", name: "countUnits" },
  );
  return () => {
    const counted = units;
    units = { reads: 0, writes: 0 };
    return counted;
  };
};

interface Capacity {
  CapacityUnits?: number;
}
