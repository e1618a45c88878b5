import { DynamoDBClient, ResourceInUseException } from "@aws-sdk/client-dynamodb";
import { type CommandContext, commands } from "./commands.ts";
import { type IndexShape, MemoryIndex } from "./memory-index.ts";
import { MemoryTable } from "./memory-table.ts";
import { type AttributeItem, failure } from "./values.ts";

/**
 * What stands around every command, so that a test can let time pass, fail, or never come back. It
 * may carry out another input than the one it was given.
 */
export type Around = <Input extends object>(
  command: string,
  input: Input,
  carryOut: (input: Input) => object,
) => Promise<object>;

export interface MemoryDynamo {
  /** A client of its own for each process that shares the tables. */
  connect(around?: Around): DynamoDBClient;
  /** Every item of a table as it stands now; not to be changed. */
  items(table: string): Iterable<AttributeItem>;
}

interface Input {
  TableName?: string;
  ReturnConsumedCapacity?: string;
  GlobalSecondaryIndexes?: IndexShape[];
}

/**
 * DynamoDB in memory, as far as the store uses it: no sockets, no timers, no randomness, so that
 * the same calls give the same results in the same order. A read that does not ask to be consistent
 * sees the table as it was `staleMs()` ago. Items are kept as the document client takes them; what
 * lies between it and the wire belongs to the SDK.
 */
export const createMemoryDynamo = ({
  now = () => 0,
  staleMs = () => 0,
}: {
  /** Epoch ms. */
  now?: () => number;
  staleMs?: () => number;
} = {}): MemoryDynamo => {
  const tables = new Map<string, MemoryTable>();

  const carryOut = (name: string, input: Input): object => {
    const { TableName = "", GlobalSecondaryIndexes = [] } = input;
    if (name === "CreateTableCommand") {
      if (tables.has(TableName)) {
        throw new ResourceInUseException({ message: "It exists", $metadata: {} });
      }
      const indexes = GlobalSecondaryIndexes.map((shape) => new MemoryIndex(shape));
      tables.set(TableName, new MemoryTable(indexes));
      return {};
    }
    if (name === "DescribeTableCommand") {
      return { Table: { TableStatus: tables.has(TableName) ? "ACTIVE" : "DELETING" } };
    }
    const command = commands[name];
    if (!command) throw failure("UnknownOperationException", `${name} is not there in memory`);
    const nowMs = now();
    const lagMs = staleMs();
    const stale = lagMs > 0 ? { asOfMs: nowMs - lagMs } : {};
    const context: CommandContext = { tables, nowMs, stale };
    const { output, units } = command(context, input as never);
    if (input.ReturnConsumedCapacity !== "TOTAL") return output;
    const consumed = Object.entries(units()).map(([TableName, CapacityUnits]) => ({
      TableName,
      CapacityUnits,
    }));
    return { ...output, ConsumedCapacity: name.startsWith("Batch") ? consumed : consumed[0] };
  };

  return {
    connect(around = async (_command, input, carryOut) => carryOut(input)) {
      const client = new DynamoDBClient({
        endpoint: "http://memory",
        region: "local",
        credentials: { accessKeyId: "local", secretAccessKey: "local" },
      });
      // In the first step of the SDK's way to the wire, and the end of it.
      client.middlewareStack.add(
        (_next, context) => async (call) => {
          const name = String(context.commandName);
          const output = await around(name, call.input, (input) => carryOut(name, input as Input));
          return { output: { $metadata: {}, ...output }, response: {} } as never;
        },
        { step: "initialize", priority: "low", name: "memory" },
      );
      return client;
    },
    items: (table) => tables.get(table)?.all() ?? [],
  };
};
