import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import fc from "fast-check";
import { expect, test } from "vitest";
import { everyDatabase, IN_MEMORY } from "../testing/every-database.ts";
import { createMemoryDynamo } from "../testing/memory-dynamo/memory-dynamo.ts";
import { isNew, isNewerThanStored, isOfNoLaterGeneration, isStillAtVersion } from "./conditions.ts";
import { createTables } from "./create-tables.ts";
import { type Item, openTable, type Range, type Table } from "./table.ts";

/** What a test does to a table; every answer is compared. */
type Action = (table: Table) => Promise<unknown>;

const key = fc.record({
  pk: fc.constantFrom("one", "two"),
  sk: fc.constantFrom("A", "A#1", "A#2", "B", "B#1", "a", "~"),
});
const item = fc
  .tuple(key, fc.record({ generation: fc.nat(3), version: fc.nat(2), text: fc.string() }))
  .map(
    ([at, attributes]): Item => ({ ...at, ...attributes, nested: { none: undefined, is: [1] } }),
  );
/** An item of the clinical table: it may stand in indexes, under a sort key of its own in each. */
const indexed = fc
  .tuple(
    item,
    fc.record({
      next: fc.option(fc.constantFrom("1", "2", "3"), { nil: undefined }),
      ward: fc.option(fc.constantFrom("ICU", "-"), { nil: undefined }),
      bed: fc.option(fc.constantFrom("9", "10", "-"), { nil: undefined, freq: 8 }),
      stamp: fc.constantFrom("a", "b", "c"),
    }),
  )
  .map(([one, { next, ward, bed, stamp }]): Item => {
    const place = `#${one.pk}#${one.sk}`;
    return {
      ...one,
      stamp,
      nextPk: "NEXT",
      nextSk: next && next + place,
      listPk: ward,
      listSk: bed && bed + place,
    };
  });
const condition = fc.oneof(
  fc.constant(isNew),
  fc.nat(2).map(isStillAtVersion),
  fc.nat(3).map(isOfNoLaterGeneration),
  fc.constantFrom("a", "b", "c").map(isNewerThanStored),
);
const indexRange = fc.constantFrom<Range>(
  { index: "next", pk: "NEXT" },
  { index: "next", pk: "NEXT", upTo: "2" },
  { index: "next", pk: "NEXT", upTo: "2$" },
  { index: "list", pk: "ICU" },
  { index: "list", pk: "-", prefix: "10#" },
  { index: "list", pk: "ICU", between: ["10", "9#one#A"] },
  { index: "alert", pk: "NEXT" },
  { index: "next", pk: "NEXT", upTo: "2$", backwards: true },
  { pk: "one", backwards: true },
);
const bounds = fc.constantFrom<[string, string]>(["A", "A"], ["A#1", "B"], ["0", "~"]);

const collect = async (pages: AsyncGenerator<Item[]>) => {
  const items: Item[] = [];
  for await (const page of pages) items.push(...page);
  return items;
};
const sorted = (items: Item[]) =>
  items.map((one) => JSON.stringify(Object.entries(one).sort())).sort();

/** In parts of some size, each behind the one before; a part may be followed by an empty one. */
const collectParts = async (table: Table, range: Range, limit: number) => {
  const items: Item[] = [];
  let after: string | undefined;
  do {
    const part = await table.page(range, { limit, ...(after && { after }) });
    expect(part.items.length).toBeLessThanOrEqual(limit);
    items.push(...part.items);
    after = part.next;
  } while (after);
  return items;
};

const action: fc.Arbitrary<Action> = fc.oneof(
  item.map(
    (one): Action =>
      (table) =>
        table.put(one),
  ),
  fc.tuple(item, condition).map(
    ([one, on]): Action =>
      (table) =>
        table.putIf(one, on),
  ),
  fc.tuple(indexed, condition).map(
    ([one, on]): Action =>
      (table) =>
        table.putIf(one, on),
  ),
  indexed.map(
    (one): Action =>
      (table) =>
        table.put({ ...one, nextSk: "" }).catch((error: Error) => error.name),
  ),
  indexRange.map(
    (range): Action =>
      (table) =>
        collect(table.pages(range)),
  ),
  fc.tuple(indexRange, fc.integer({ min: 1, max: 4 })).map(
    ([range, limit]): Action =>
      (table) =>
        collectParts(table, range, limit),
  ),
  key.map(
    (at): Action =>
      (table) =>
        table.get(at, { consistent: true }),
  ),
  key.map(
    (at): Action =>
      (table) =>
        table.add(at, "count", 2),
  ),
  key.map(
    (at): Action =>
      (table) =>
        table.remove(at),
  ),
  fc.uniqueArray(key, { selector: ({ pk, sk }) => pk + sk }).map(
    (keys): Action =>
      (table) =>
        table.removeMany(keys),
  ),
  fc.uniqueArray(key, { selector: ({ pk, sk }) => pk + sk }).map(
    (keys): Action =>
      async (table) =>
        sorted(await table.getMany(keys)),
  ),
  bounds.map(
    (between): Action =>
      (table) =>
        collect(table.pages({ pk: "one", between }, { consistent: true })),
  ),
  fc.constantFrom("A", "A#", "B", "z").map(
    (prefix): Action =>
      (table) =>
        collect(table.pages({ pk: "two", prefix }, { consistent: true })),
  ),
  fc.constantFrom("A#", "z").map(
    (prefix): Action =>
      (table) =>
        table.hasAny({ pk: "one", prefix }),
  ),
);

const others = everyDatabase.filter(([name]) => name !== IN_MEMORY);

test.each(others)(
  "whatever is done to a table, memory answers as %s does",
  async (_name, start) => {
    const other = await start();
    try {
      let tables = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(action, { maxLength: 100, size: "max" }), async (actions) => {
          const name = `table-${++tables}`;
          const open = async (client: DynamoDBClient) => {
            await createTables(client, { flow: `${name}-flow`, clinical: name });
            return openTable(client, name);
          };
          const real = await open(other.client);
          const memory = await open(createMemoryDynamo().connect());
          for (const act of actions) expect(await act(memory)).toEqual(await act(real));
        }),
        { numRuns: 20 },
      );
    } finally {
      await other.close();
    }
  },
);
