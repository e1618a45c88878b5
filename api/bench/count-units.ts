import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

export interface Units {
  reads: number;
  writes: number;
}

export interface UnitCounter {
  /** What was consumed since the last time that this was asked. */
  take(): Units;
  /** The same by what was written: the first word of the items' sort keys. */
  takeWrites(): Map<string, { units: number; items: number }>;
}

/** Makes a client ask what each request consumes; gives a function that returns and resets the sum. */
export const countUnits = (client: DynamoDBClient): (() => Units) => startCounter(client).take;

export const startCounter = (client: DynamoDBClient): UnitCounter => {
  let units: Units = { reads: 0, writes: 0 };
  let byKind: ReturnType<UnitCounter["takeWrites"]> = new Map();
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      async (args) => {
        const isWrite = /^(Put|Update|Delete|BatchWrite)Item/.test(commandName);
        const kind = isWrite ? kindOf(args.input as Written) : "";
        const count = (amount: number) => {
          if (!isWrite) {
            units.reads += amount;
            return;
          }
          units.writes += amount;
          const known = byKind.get(kind) ?? { units: 0, items: 0 };
          byKind.set(kind, { units: known.units + amount, items: known.items + 1 });
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
  return {
    take() {
      const counted = units;
      units = { reads: 0, writes: 0 };
      byKind = new Map();
      return counted;
    },
    takeWrites() {
      const counted = byKind;
      units = { reads: 0, writes: 0 };
      byKind = new Map();
      return counted;
    },
  };
};

interface Capacity {
  CapacityUnits?: number;
}

interface Written {
  Item?: { sk: string };
  Key?: { sk: string };
}

/** `TEST` of `TEST#1`; an instant is an item of a file or a log. */
const kindOf = ({ Item, Key }: Written): string => {
  const sk = (Item ?? Key)?.sk;
  return (typeof sk === "string" && sk.split("#")[0]) || "";
};
