import { setTimeout } from "node:timers/promises";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { AppError } from "@throughline/shared/errors.ts";
import type { Condition } from "./conditions.ts";
import { asFailure, isRefusedByCondition } from "./failures.ts";
import { type IndexName, indexes } from "./indexes.ts";
import type { Key } from "./keys.ts";

export type Item = Key & Record<string, unknown>;

/** Where to look: the table itself, or one of its indexes, which are fresh within a moment. */
export interface Range {
  index?: IndexName;
  pk: string;
  /** Sort keys that begin so, … */
  prefix?: string;
  /** … or lie between these, both included, … */
  between?: [string, string];
  /** … or are no greater than this. */
  upTo?: string;
  /** From the greatest sort key to the least. */
  backwards?: boolean;
}

export interface ReadOptions {
  /** Sees every write answered before the read began, at twice the price. Never of an index. */
  consistent?: boolean;
}

/** A part of a range. */
export interface Page {
  items: Item[];
  /** Given as `after`, it leads to what follows, if only to nothing; undefined at the end. */
  next: string | undefined;
}

/** One DynamoDB table in the few ways that it is used. Rejects with `UNAVAILABLE` or a bug. */
export interface Table {
  get(key: Key, options?: ReadOptions): Promise<Item | undefined>;
  /** The items that exist, each once, in no order. */
  getMany(keys: readonly Key[], options?: ReadOptions): Promise<Item[]>;
  put(item: Item): Promise<void>;
  /** Whether it was written: false when the condition refused it. */
  putIf(item: Item, condition: Condition): Promise<boolean>;
  /** Adds to a number, which begins at 0; returns the new value. */
  add(key: Key, attribute: string, by: number): Promise<number>;
  remove(key: Key): Promise<void>;
  removeMany(keys: readonly Key[]): Promise<void>;
  /** All items of a range, a page (at most 1 MB) at a time. */
  pages(range: Range, options?: ReadOptions): AsyncGenerator<Item[]>;
  /** At most `limit` items of a range, behind those of an earlier answer's `next`. */
  page(range: Range, options: ReadOptions & { limit: number; after?: string }): Promise<Page>;
  hasAny(range: Range, options?: ReadOptions): Promise<boolean>;
}

const GET_BATCH = 100;
const WRITE_BATCH = 25;
const BATCH_ATTEMPTS = 6;
const BATCH_PAUSE_MS = 50;

/** Waits before what a batch left over is asked for again. */
export type Pause = (ms: number) => Promise<unknown>;

export const openTable = (
  client: DynamoDBClient,
  name: string,
  pause: Pause = setTimeout,
): Table => {
  const documents = DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
  });
  const send: DynamoDBDocumentClient["send"] = async (...parameters: [never]) => {
    try {
      return (await documents.send(...parameters)) as never;
    } catch (error) {
      throw asFailure(error);
    }
  };

  const putIf = async (item: Item, condition?: Condition) => {
    try {
      await send(new PutCommand({ TableName: name, Item: item, ...condition }));
      return true;
    } catch (error) {
      if (condition && isRefusedByCondition(error)) return false;
      throw error;
    }
  };

  const query = async (
    range: Range,
    { consistent = false }: ReadOptions,
    { start, limit }: { start?: StartKey; limit?: number },
  ): Promise<{ items: Item[]; last: StartKey }> => {
    const answer = await send(
      new QueryCommand({
        TableName: name,
        ConsistentRead: consistent,
        ScanIndexForward: !range.backwards,
        ExclusiveStartKey: start,
        Limit: limit,
        ...keyCondition(range),
      }),
    );
    return { items: (answer.Items ?? []) as Item[], last: answer.LastEvaluatedKey };
  };

  return {
    async get(key, { consistent = false } = {}) {
      const { Item } = await send(
        new GetCommand({ TableName: name, Key: key, ConsistentRead: consistent }),
      );
      return Item as Item | undefined;
    },

    async getMany(wanted, { consistent = false } = {}) {
      const found: Item[] = [];
      // DynamoDB refuses a batch that names a key twice.
      const once = [...new Map(wanted.map(({ pk, sk }) => [`${pk}\n${sk}`, { pk, sk }])).values()];
      for (let start = 0; start < once.length; start += GET_BATCH) {
        let open: Record<string, unknown>[] = once.slice(start, start + GET_BATCH);
        await inAttempts(pause, async () => {
          const answer = await send(
            new BatchGetCommand({
              RequestItems: { [name]: { Keys: open, ConsistentRead: consistent } },
            }),
          );
          found.push(...((answer.Responses?.[name] ?? []) as Item[]));
          open = answer.UnprocessedKeys?.[name]?.Keys ?? [];
          return open.length === 0;
        });
      }
      return found;
    },

    async put(item) {
      await putIf(item);
    },

    putIf,

    async add(key, attribute, by) {
      const { Attributes } = await send(
        new UpdateCommand({
          TableName: name,
          Key: key,
          UpdateExpression: "ADD #attribute :by",
          ExpressionAttributeNames: { "#attribute": attribute },
          ExpressionAttributeValues: { ":by": by },
          ReturnValues: "UPDATED_NEW",
        }),
      );
      return Attributes?.[attribute] as number;
    },

    async remove(key) {
      await send(new DeleteCommand({ TableName: name, Key: key }));
    },

    async removeMany(doomed) {
      for (let start = 0; start < doomed.length; start += WRITE_BATCH) {
        let open: Record<string, unknown>[] = doomed
          .slice(start, start + WRITE_BATCH)
          .map((key) => ({ DeleteRequest: { Key: { pk: key.pk, sk: key.sk } } }));
        await inAttempts(pause, async () => {
          const answer = await send(new BatchWriteCommand({ RequestItems: { [name]: open } }));
          open = answer.UnprocessedItems?.[name] ?? [];
          return open.length === 0;
        });
      }
    },

    async *pages(range, options = {}) {
      let next: StartKey;
      do {
        const { items, last } = await query(range, options, { start: next });
        if (items.length > 0) yield items;
        next = last;
      } while (next);
    },

    async page(range, { limit, after, ...options }) {
      const items: Item[] = [];
      let next: StartKey = after === undefined ? undefined : JSON.parse(after);
      do {
        const answer = await query(range, options, { start: next, limit: limit - items.length });
        items.push(...answer.items);
        next = answer.last;
      } while (next && items.length < limit);
      return { items, next: next && JSON.stringify(next) };
    },

    async hasAny(range, options = {}) {
      return (await query(range, options, { limit: 1 })).items.length > 0;
    },
  };
};

/** Behind which item a query goes on: the parts of its keys. */
type StartKey = Record<string, unknown> | undefined;

const keyCondition = ({ index, pk, prefix, between, upTo }: Range) => {
  const names = index ? indexes[index] : { pk: "pk", sk: "sk" };
  const [condition, values] = between
    ? [" AND #sk BETWEEN :from AND :to", { ":from": between[0], ":to": between[1] }]
    : prefix !== undefined
      ? [" AND begins_with(#sk, :prefix)", { ":prefix": prefix }]
      : upTo !== undefined
        ? [" AND #sk <= :to", { ":to": upTo }]
        : ["", {}];
  return {
    IndexName: index,
    KeyConditionExpression: `#pk = :pk${condition}`,
    ExpressionAttributeNames: { "#pk": names.pk, ...(condition && { "#sk": names.sk }) },
    ExpressionAttributeValues: { ":pk": pk, ...values },
  };
};

/** A batch may come back in part: the rest is asked again, ever later, and at last given up. */
const inAttempts = async (pause: Pause, attempt: () => Promise<boolean>) => {
  for (let made = 0; made < BATCH_ATTEMPTS; made++) {
    if (made > 0) await pause(BATCH_PAUSE_MS * 2 ** made);
    if (await attempt()) return;
  }
  throw new AppError("UNAVAILABLE", { retryAfterSeconds: 2 });
};
