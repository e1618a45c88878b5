import { expect, test } from "vitest";
import { type AnyFile, lisOf, pmsOf } from "../../testing/any-order/any-files.ts";
import { expectedFacts } from "../../testing/any-order/plain-fold.ts";
import { play, start } from "../../testing/any-order/play-files.ts";
import { storedFacts } from "../../testing/any-order/stored-facts.ts";

const sets: [string, "everything" | "changes", AnyFile[]][] = [
  [
    "an admission, a transfer, a discharge and its cancellation; tests, a correction, a cancellation",
    "changes",
    [
      { kind: "pms", asOf: 1, rows: [pmsOf({ bed: "1" })] },
      {
        kind: "pms",
        asOf: 3,
        rows: [pmsOf({ ward: "B", discharged: 5, status: "Discharged", updated: 2 })],
      },
      { kind: "pms", asOf: 6, rows: [pmsOf({ ward: "B" })] },
      { kind: "lis", asOf: 4, rows: [lisOf({ stay: "" }), lisOf({ test: "t2", performed: 5 })] },
      {
        kind: "lis",
        asOf: 7,
        rows: [lisOf({ test: "t2", status: "cancelled" }), lisOf({ performed: 3, updated: 6 })],
      },
    ],
  ],
  [
    "files that hold everything, two stays at a time, a cancelled one, a test of another patient's stay",
    "everything",
    [
      { kind: "pms", asOf: 1, rows: [pmsOf({ admitted: null }), pmsOf({ stay: "a2" })] },
      { kind: "pms", asOf: 3, rows: [pmsOf({ stay: "a2", status: "Parked" })] },
      { kind: "pms", asOf: 5, rows: [pmsOf({}), pmsOf({ stay: "a2", status: "Cancelled" })] },
      { kind: "pms", asOf: 6, rows: [pmsOf({ patient: "p2" })] },
      {
        kind: "lis",
        asOf: 4,
        rows: [lisOf({ stay: "" }), lisOf({ patient: "p2", stay: "a2", test: "t3" })],
      },
    ],
  ],
  [
    "full files whose rows are older than they are",
    "everything",
    [
      { kind: "pms", asOf: 4, rows: [pmsOf({}), pmsOf({ stay: "a2" })] },
      { kind: "pms", asOf: 5, rows: [pmsOf({})] },
      {
        kind: "pms",
        asOf: 6,
        rows: [pmsOf({ updated: 4 }), pmsOf({ stay: "a2", updated: 0 })],
      },
    ],
  ],
];
test.each(sets)("files end the same in every order: %s", async (_, holds, files) => {
  const expected = expectedFacts(files, holds);
  for (const order of permutationsOf([...files.keys()])) {
    const begun = await start(holds, files);
    await play(begun, order, [], { batchRows: 10, pauses: () => 0 });
    expect(await storedFacts(begun.world), order.join()).toEqual(expected);
  }
});

const permutationsOf = (items: readonly number[]): number[][] =>
  items.length <= 1
    ? [[...items]]
    : items.flatMap((item) =>
        permutationsOf(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
      );
