import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectedFacts } from "../../testing/any-order/plain-fold.ts";
import { expectReports, isConformance, play, start } from "../../testing/any-order/play-files.ts";
import { filesWithoutTies, filesWithTies } from "../../testing/any-order/random-files.ts";
import { holdsWhat, pausesOf, scenario, shuffle } from "../../testing/any-order/random-plans.ts";
import { storedFacts, tableOf } from "../../testing/any-order/stored-facts.ts";

/**
 * Small sets of files that speak of the same few patients, stays and tests, in any order, any number
 * of times, two at once, broken off anywhere: the tables end as one plain fold over all rows says.
 */
describe("files in any order, any number of times, at once, and broken off anywhere", () => {
  test("end as a plain fold over their rows", async () => {
    await fc.assert(
      fc.asyncProperty(
        filesWithoutTies,
        holdsWhat,
        fc.record(scenario),
        fc.infiniteStream(fc.nat()),
        async (files, holds, { plan, batchRows, pauses }, stream) => {
          const begun = await start(holds, files);
          await play(begun, shuffle(files.length, stream), plan, {
            batchRows,
            pauses: pausesOf(pauses),
          });
          expect(await storedFacts(begun.world)).toEqual(expectedFacts(files, holds));
          await expectReports(begun, files);
        },
      ),
      { numRuns: Number(process.env.RUNS ?? (isConformance ? 4 : 150)) },
    );
  });

  test.skipIf(isConformance)(
    "end the same also where rows contradict each other at the same time",
    async () => {
      await fc.assert(
        fc.asyncProperty(
          filesWithTies,
          holdsWhat,
          fc.record(scenario),
          fc.infiniteStream(fc.nat()),
          async (files, holds, { plan, pauses }, stream) => {
            const [one, other] = [await start(holds, files), await start(holds, files)];
            const quiet = { batchRows: 10, pauses: () => 0 };
            await play(one, [...files.keys()], [], quiet);
            await play(other, shuffle(files.length, stream), plan, {
              batchRows: 10,
              pauses: pausesOf(pauses),
            });
            expect(tableOf(other.world)).toEqual(tableOf(one.world));
          },
        ),
        { numRuns: Number(process.env.RUNS ?? 100) },
      );
    },
  );
});
