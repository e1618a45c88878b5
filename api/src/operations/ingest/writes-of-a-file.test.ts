import { beforeEach, describe, expect, test } from "vitest";
import { LIS, rowsInto } from "../../testing/rows-into.ts";
import { type IngestUnderTest, startIngest } from "../../testing/start-ingest.ts";

let world: IngestUnderTest;
const { pms, lis } = rowsInto(() => world);

describe("what a file costs", () => {
  const countWrites = async (work: () => Promise<unknown>) => {
    const writes: string[] = [];
    watched = (command, input) => {
      const { Item } = input as { Item?: { pk: string; sk: string } };
      if (/Put|Update|Delete|BatchWrite/.test(command)) writes.push(`${Item?.pk} ${Item?.sk}`);
    };
    await work();
    watched = () => {};
    return writes.filter((write) => !/#FILE#|#ASOF#|FEED#|#TURNAROUND#/.test(write));
  };
  let watched: (command: string, input: object) => void = () => {};
  beforeEach(async () => {
    world = await startIngest({
      around: async (command, input, carryOut) => {
        watched(command, input);
        return carryOut(input);
      },
    });
  });
  const beds = [
    "p1,Ada,Okafor,a1,2026-03-08T08:00,4B,12,Active,,",
    "p2,Bo,Lind,a2,2026-03-08T08:00,4B,13,Active,,2026-03-09T10:00",
  ];
  const tests = [
    "t1,p1,a1,CBC,2026-03-09T20:00,13,final,",
    "t2,p1,a1,CBC,2026-03-09T21:00,13,final,",
    "t3,p2,a2,CBC,2026-03-09T20:00,13,final,2026-03-09T21:00",
    "t4,p2,,CBC,2026-03-09T21:00,13,final,",
  ];

  test("rows that are known already cost no write, in a file of whatever order", async () => {
    await pms("p1.csv", ...beds);
    await lis("l1.csv", ...tests);
    world.clock.nowMs += 3_600_000;
    const writes = await countWrites(async () => {
      const again = await pms("p2.csv", ...beds.toReversed());
      expect(again.counts).toMatchObject({ rows: 2, unchanged: 2 });
      expect((await lis("l2.csv", ...tests.toReversed())).counts).toMatchObject({ unchanged: 4 });
    });
    expect(writes).toEqual([]);
  });

  test("long rows are taken in a few megabytes at a time, however few they are", async () => {
    let batches = 0;
    watched = (command, input) => {
      if (/^BatchGet/.test(command) && JSON.stringify(input).includes("TEST#")) batches++;
    };
    const header = LIS.replace("\n", ",notes\n");
    const long = Array.from(
      { length: 9 },
      (_, index) => `t${index},p1,a1,CBC,2026-03-09,1,final,,`,
    );
    const rows = long.map((row) => `${row}${"x".repeat(1_000_000)}\n`);
    const report = await world.take("l.csv", header + rows.join(""));
    expect(report.counts).toMatchObject({ rows: 9, stored: 9 });
    // 4 MiB are reached with every fifth row.
    expect(batches).toBe(2);
  });

  test("new tests cost a write each, and one for their stay", async () => {
    await pms("p1.csv", ...beds);
    const writes = await countWrites(() => lis("l1.csv", ...tests.slice(0, 3)));
    expect(writes.sort()).toEqual([
      "SITE#main#PATIENT#p1 ADMISSION#a1",
      "SITE#main#PATIENT#p1#TESTS TEST#t1",
      "SITE#main#PATIENT#p1#TESTS TEST#t2",
      "SITE#main#PATIENT#p2 ADMISSION#a2",
      "SITE#main#PATIENT#p2#TESTS TEST#t3",
    ]);
  });
});
