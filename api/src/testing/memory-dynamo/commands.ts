import { type Placeholders, parseCondition } from "./expression.ts";
import type { MemoryTable, View } from "./memory-table.ts";
import { type Change, itemBytes, readUnits, writeUnits } from "./price.ts";
import { applyUpdate } from "./update.ts";
import { type AttributeItem, copyValue, failure, invalid } from "./values.ts";

/** The fields that are used of any command. */
interface Input extends Placeholders {
  TableName: string;
  Item: AttributeItem;
  Key: AttributeItem;
  ConsistentRead?: boolean;
  ConditionExpression?: string;
  UpdateExpression: string;
  KeyConditionExpression: string;
  ReturnValues?: string;
  IndexName?: string;
  Limit?: number;
  ScanIndexForward?: boolean;
  ExclusiveStartKey?: AttributeItem;
  RequestItems: Record<string, unknown>;
}

/** What a command answers, and the units that it consumes of each table. */
interface Answer {
  output: object;
  units(): Record<string, number>;
}
type Command = (context: CommandContext, input: Input) => Answer;

export interface CommandContext {
  tables: Map<string, MemoryTable>;
  nowMs: number;
  /** What a read that need not be consistent may miss. */
  stale: View;
}

const MAX_GET = 100;
const MAX_WRITE = 25;

const tableOf = ({ tables }: CommandContext, name: string): MemoryTable => {
  const table = tables.get(name);
  if (!table) throw failure("ResourceNotFoundException", "Requested resource not found");
  return table;
};

const keyOf = (item: AttributeItem): [pk: string, sk: string] => {
  const { pk, sk } = item;
  if (typeof pk !== "string" || typeof sk !== "string" || !pk || !sk) {
    throw invalid("One of the required keys was not given a value");
  }
  return [pk, sk];
};

const viewOf = ({ stale }: CommandContext, consistent: boolean | undefined): View =>
  consistent ? {} : stale;

const refuseUnless = (input: Input, current: AttributeItem | undefined) => {
  const { ConditionExpression: condition } = input;
  if (condition && !parseCondition(condition, input)(current ?? {})) {
    throw failure("ConditionalCheckFailedException", "The conditional request failed");
  }
};

const indexOf = (table: MemoryTable, { IndexName, ConsistentRead }: Input) => {
  if (IndexName === undefined) return undefined;
  if (ConsistentRead)
    throw invalid("Consistent reads are not supported on global secondary indexes");
  const index = table.indexes.find(({ name }) => name === IndexName);
  if (!index) throw invalid(`The table does not have the specified index: ${IndexName}`);
  return index;
};

/** What each command does; all of it at one instant, as DynamoDB does with one item. */
export const commands: Record<string, Command> = {
  PutItemCommand: (context, input) => {
    const table = tableOf(context, input.TableName);
    const item = copyValue(input.Item);
    const [pk, sk] = keyOf(item);
    refuseUnless(input, table.get(pk, sk));
    const changes = table.write(pk, sk, item, context.nowMs);
    return { output: {}, units: () => ({ [input.TableName]: writeUnits(changes) }) };
  },

  GetItemCommand: (context, input) => {
    const { TableName, ConsistentRead = false } = input;
    const view = viewOf(context, ConsistentRead);
    const item = tableOf(context, TableName).get(...keyOf(input.Key), view);
    return {
      output: item ? { Item: copyValue(item) } : {},
      units: () => ({ [TableName]: readUnits(item ? itemBytes(item) : 0, ConsistentRead) }),
    };
  },

  UpdateItemCommand: (context, input) => {
    const table = tableOf(context, input.TableName);
    const [pk, sk] = keyOf(input.Key);
    const current = table.get(pk, sk);
    refuseUnless(input, current);
    const { item, changed } = applyUpdate(current ?? { pk, sk }, input.UpdateExpression, input);
    const changes = table.write(pk, sk, item, context.nowMs);
    const units = () => ({ [input.TableName]: writeUnits(changes) });
    const returned = input.ReturnValues;
    if (returned === "ALL_NEW") return { output: { Attributes: copyValue(item) }, units };
    if (returned !== "UPDATED_NEW") return { output: {}, units };
    const news = Object.fromEntries(changed.map((name) => [name, copyValue(item[name])]));
    return { output: { Attributes: news }, units };
  },

  DeleteItemCommand: (context, input) => {
    const table = tableOf(context, input.TableName);
    const [pk, sk] = keyOf(input.Key);
    refuseUnless(input, table.get(pk, sk));
    const changes = table.write(pk, sk, undefined, context.nowMs);
    return { output: {}, units: () => ({ [input.TableName]: writeUnits(changes) }) };
  },

  QueryCommand: (context, input) => {
    const table = tableOf(context, input.TableName);
    const pk = input.ExpressionAttributeValues?.[":pk"];
    if (typeof pk !== "string") throw invalid("A query names its partition as :pk");
    const index = indexOf(table, input);
    const start = input.ExclusiveStartKey;
    const after = index ? index.placeOf(start)?.[1] : (start?.sk as string | undefined);
    const { items, last } = (index ?? table).page(
      pk,
      parseCondition(input.KeyConditionExpression, input),
      {
        view: viewOf(context, input.ConsistentRead),
        backwards: input.ScanIndexForward === false,
        ...(input.Limit !== undefined && { limit: input.Limit }),
        ...(after !== undefined && { after }),
      },
    );
    const names = ["pk", "sk", ...(index ? [index.pk, index.sk] : [])];
    return {
      output: {
        Items: items,
        Count: items.length,
        ...(last !== undefined && {
          LastEvaluatedKey: Object.fromEntries(names.map((name) => [name, items.at(-1)?.[name]])),
        }),
      },
      units() {
        const bytes = items.reduce((sum, item) => sum + itemBytes(item), 0);
        return { [input.TableName]: readUnits(bytes, input.ConsistentRead ?? false) };
      },
    };
  },

  BatchGetItemCommand: (context, input) => {
    const Responses: Record<string, AttributeItem[]> = {};
    const read: [name: string, found: (AttributeItem | undefined)[], consistent: boolean][] = [];
    for (const [name, request] of requestsOf<{ Keys: AttributeItem[] } & Reading>(input)) {
      if (request.Keys.length > MAX_GET) throw invalid("Too many items requested");
      const table = tableOf(context, name);
      const view = viewOf(context, request.ConsistentRead);
      const found = request.Keys.map((key) => table.get(...keyOf(key), view));
      Responses[name] = found.filter((item) => item !== undefined).map(copyValue);
      read.push([name, found, request.ConsistentRead ?? false]);
    }
    const each = (found: (AttributeItem | undefined)[], consistent: boolean) =>
      found.reduce((sum, item) => sum + readUnits(item ? itemBytes(item) : 0, consistent), 0);
    return {
      output: { Responses, UnprocessedKeys: {} },
      units: () =>
        Object.fromEntries(
          read.map(([name, found, consistent]) => [name, each(found, consistent)]),
        ),
    };
  },

  BatchWriteItemCommand: (context, input) => {
    const written: Record<string, Change[]> = {};
    for (const [name, writes] of requestsOf<BatchWrite[]>(input)) {
      if (writes.length > MAX_WRITE) throw invalid("Too many items requested");
      const table = tableOf(context, name);
      for (const { PutRequest, DeleteRequest } of writes) {
        const item = PutRequest && copyValue(PutRequest.Item);
        const [pk, sk] = keyOf(item ?? (DeleteRequest?.Key as AttributeItem));
        written[name] = [...(written[name] ?? []), ...table.write(pk, sk, item, context.nowMs)];
      }
    }
    return {
      output: { UnprocessedItems: {} },
      units: () =>
        Object.fromEntries(Object.entries(written).map(([name, all]) => [name, writeUnits(all)])),
    };
  },
};

interface Reading {
  ConsistentRead?: boolean;
}
interface BatchWrite {
  PutRequest?: { Item: AttributeItem };
  DeleteRequest?: { Key: AttributeItem };
}

const requestsOf = <T>(input: Input): [string, T][] =>
  Object.entries(input.RequestItems as Record<string, T>);
