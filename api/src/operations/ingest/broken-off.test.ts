import { describe, expect, test } from "vitest";
import { type AnyFile, lisOf, pmsOf } from "../../testing/any-order/any-files.ts";
import { deliver, intrudedUpon, startProcess } from "../../testing/any-order/broken-processes.ts";
import { expectedFacts } from "../../testing/any-order/plain-fold.ts";
import { expectReports, start } from "../../testing/any-order/play-files.ts";
import { storedFacts } from "../../testing/any-order/stored-facts.ts";

describe("files broken off at each call of the store and the bucket", () => {
  const files: AnyFile[] = [
    { kind: "pms", asOf: 1, rows: [pmsOf({}), pmsOf({ stay: "a2", admitted: null })] },
    {
      kind: "lis",
      asOf: 5,
      rows: [lisOf({}), lisOf({ test: "t2", stay: "", performed: 6 }), lisOf({ stay: "a2" })],
    },
    { kind: "lis", asOf: 3, rows: [lisOf({ performed: 4, updated: 6 }), lisOf({ test: "t2" })] },
    {
      kind: "pms",
      asOf: 4,
      rows: [
        pmsOf({ ward: "B", discharged: 20, updated: 6 }),
        // Since then t2, which names no stay, is that of the other one.
        pmsOf({ stay: "a2", status: "Cancelled", updated: 6 }),
      ],
    },
  ];
  /** Delivers each file to a process that dies after so many calls; false once none does. */
  const breakOff = async (
    { world, keys }: Awaited<ReturnType<typeof start>>,
    diesAfter: number,
    isBeside: boolean,
  ) => {
    let broken = false;
    for (const key of keys) {
      const die = async () => {
        const ended = await deliver(
          startProcess(world, diesAfter, () => 0),
          key,
          2,
        );
        broken ||= !ended;
        return ended;
      };
      if (isBeside) await deliver(intrudedUpon(world, die), key, 2);
      else if (!(await die())) await deliver(world.deps, key, 2);
    }
    return broken;
  };
  test.each([
    ["alone", false],
    ["beside another that goes on", true],
  ])("%s", async (_, isBeside) => {
    const expected = expectedFacts(files, "everything");
    for (let broken = true, diesAfter = 0; broken; diesAfter++) {
      const begun = await start("everything", files);
      broken = await breakOff(begun, diesAfter, isBeside);
      expect(await storedFacts(begun.world), `dies after ${diesAfter}`).toEqual(expected);
      await expectReports(begun, files);
    }
  });
});
