import fc from "fast-check";
import { expect, test } from "vitest";
import { batchEventLog } from "./event-log-batches.ts";
import type { BadRow, LogRow } from "./event-log-rows.ts";

const batchAll = async (rows: (LogRow | BadRow)[]) => {
  const bad: BadRow[] = [];
  const batches = [];
  const read = async function* () {
    yield* rows;
  };
  for await (const batch of batchEventLog(read, (row) => bad.push(row))) batches.push(batch);
  return { batches, bad };
};

const row = (line: number, id: string, activity: string, atMs: number): LogRow => ({
  line,
  case: id,
  activity,
  atMs,
  bytesRead: line,
});

test("a case starts at its first instant wherever that stands, and equal rows are counted", async () => {
  const bad = { line: 3, problem: "no time", bytesRead: 3 };
  const result = await batchAll([
    row(2, "a", "Lab", 5000),
    bad,
    row(4, "a", "Lab", 1000),
    row(5, "a", "Lab", 5000),
    row(6, "b", "Lab", 5000),
  ]);
  expect(result.bad).toEqual([bad]);
  expect(
    result.batches[0]?.rows.map(({ line, caseStartedAt, occurrence }) => [
      line,
      Date.parse(caseStartedAt),
      occurrence,
    ]),
  ).toEqual([
    [2, 1000, 0],
    [4, 1000, 0],
    [5, 1000, 1],
    [6, 5000, 0],
  ]);
});

test("no batch is above 500 rows or 256 KB, and no row is lost or moved", async () => {
  const anyRow = fc.tuple(fc.string({ minLength: 1, maxLength: 500, unit: "grapheme" }), fc.nat());
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 30 }), async (kinds) => {
      const rows = Array.from({ length: 1200 }, (_, index) => {
        const [id, atMs] = kinds[index % kinds.length] ?? ["a", 0];
        return row(index + 2, id.slice(0, 500), "x".repeat(80), atMs);
      });
      const { batches } = await batchAll(rows);
      for (const batch of batches) {
        expect(batch.rows.length).toBeLessThanOrEqual(500);
        expect(
          Buffer.byteLength(JSON.stringify({ ...batch, entrance: "x".repeat(80) })),
        ).toBeLessThan(256 * 1024);
      }
      expect(batches.flatMap(({ rows }) => rows.map(({ line }) => line))).toEqual(
        rows.map(({ line }) => line),
      );
    }),
    { numRuns: 10 },
  );
});
