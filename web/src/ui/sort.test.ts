import fc from "fast-check";
import { expect, it } from "vitest";
import { readSort, sortRows, writeSort } from "./sort.ts";

const columns = ["from", "p90"];

it("reads what it writes and nothing that is no column", () => {
  for (const column of columns) {
    for (const descending of [true, false]) {
      expect(readSort(writeSort({ column, descending }), columns)).toEqual({ column, descending });
    }
  }
  for (const text of [null, undefined, "", "-", "n", "--p90"]) {
    expect(readSort(text, columns)).toBeUndefined();
  }
});

it("sorts rooms as people count them", () => {
  const rooms = ["Room 10", "Room 9", "room 1"];
  expect(sortRows(rooms, (room) => room, false)).toEqual(["room 1", "Room 9", "Room 10"]);
});

it("keeps rows without a value last both ways and equal rows in their order", () => {
  const rows = fc.array(fc.record({ id: fc.nat(), v: fc.option(fc.integer({ min: 0, max: 5 })) }));
  fc.assert(
    fc.property(rows, fc.boolean(), (given, descending) => {
      const sorted = sortRows(given, (row) => row.v, descending);
      expect(sorted).toHaveLength(given.length);
      for (let index = 1; index < sorted.length; index++) {
        const a = sorted[index - 1];
        const b = sorted[index];
        if (!a || !b) continue;
        if (a.v === null) expect(b.v).toBeNull();
        else if (b.v !== null) expect(descending ? a.v >= b.v : a.v <= b.v).toBe(true);
        if (a.v === b.v) expect(given.indexOf(a)).toBeLessThan(given.indexOf(b));
      }
    }),
  );
});
