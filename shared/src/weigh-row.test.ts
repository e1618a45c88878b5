import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { claimOf, stampOf } from "./source.ts";
import { type Standing, weighRow } from "./weigh-row.ts";

interface Row {
  says: string;
  ownTime: number | null;
  asOf: number;
  fileId: string;
  line: number;
}
const at = (hour: number) => `2026-03-10T${String(hour).padStart(2, "0")}:00:00.000Z`;
const stamp = ({ says, ownTime, asOf, fileId, line }: Row) =>
  stampOf(
    { sourceAt: at(ownTime ?? asOf), asOf: at(asOf), fileId, line },
    claimOf(ownTime === null ? says : `${says}${ownTime}`, ownTime !== null),
  );

/** The rule in its plain words: the first of the last rows in order that claim the same. */
const firstOfTheLastStatement = (rows: readonly Row[]): string => {
  const claim = (row: Row) => `${row.says} ${row.ownTime}`;
  const inOrder = rows.toSorted((one, other) => (stamp(one) < stamp(other) ? -1 : 1));
  const last = claim(inOrder.at(-1) as Row);
  let first = inOrder.length - 1;
  while (first > 0 && claim(inOrder[first - 1] as Row) === last) first--;
  return stamp(inOrder[first] as Row);
};

/** One thing, told of by files that come in some order, with what has to be read again. */
const takeIn = (files: readonly Row[][]): string | undefined => {
  let standing: Standing | undefined;
  const read = (file: readonly Row[]): string | null => {
    let again: string | null = null;
    for (const row of file.toSorted((one, other) => (stamp(one) < stamp(other) ? -1 : 1))) {
      const verdict = weighRow(standing, stamp(row));
      if (verdict.is === "newer" || verdict.is === "earlier") {
        standing = { stamp: stamp(row), floor: verdict.floor };
        if (verdict.again !== null && (again === null || verdict.again < again)) {
          again = verdict.again;
        }
      } else if (verdict.is === "older" && verdict.floor !== undefined) {
        standing = { ...(standing as Standing), floor: verdict.floor };
      }
    }
    return again;
  };
  const asOfOf = (file: readonly Row[]) => at(file[0]?.asOf ?? 0);
  for (const [index, file] of files.entries()) {
    const again = read(file);
    if (again === null) continue;
    const later = files.slice(0, index).filter((other) => asOfOf(other) >= again);
    later.sort((one, other) => (asOfOf(one) < asOfOf(other) ? -1 : 1));
    for (const other of later) read(other);
  }
  return standing?.stamp;
};

const fileRows = fc
  .array(
    fc.record({
      asOf: fc.integer({ min: 0, max: 6 }),
      rows: fc.array(
        fc.record({
          says: fc.constantFrom("a", "b", "c"),
          ownTime: fc.option(fc.integer({ min: 0, max: 6 })),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((files) =>
    files.map(({ asOf, rows }, index) =>
      rows.map((row, line): Row => ({ ...row, asOf, fileId: `f${index}`, line })),
    ),
  );

describe("rows about one thing", () => {
  test("come to the same in whatever order their files come", () => {
    fc.assert(
      fc.property(
        fileRows.chain((files) =>
          fc.shuffledSubarray(files, { minLength: files.length, maxLength: files.length }),
        ),
        (files) => {
          expect(takeIn(files)).toBe(firstOfTheLastStatement(files.flat()));
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
