import { beforeEach, describe, expect, test } from "vitest";
import { rowsInto } from "../../testing/rows-into.ts";
import { type IngestUnderTest, startIngest } from "../../testing/start-ingest.ts";

let world: IngestUnderTest;
beforeEach(async () => {
  world = await startIngest();
});
const { pms, stay } = rowsInto(() => world);

describe("a feed whose files hold everything", () => {
  beforeEach(async () => {
    await world.saveFeed("pms", "pms", {
      asOf: { from: "name", pattern: "p{yyyyMMddHHmm}.csv" },
      holds: "everything",
    });
  });
  const a = "p1,Ada,Okafor,a1,2026-03-08T08:00,4B,12,Active,,";
  const b = "p2,Bo,Lind,a2,2026-03-08T08:00,4B,13,Active,,";
  const missing = async () => (await stay("p2", "a2")).admission.missingSince;

  test("marks who is not in the last one, and never discharges", async () => {
    await pms("p202603090800.csv", a, b);
    expect(await missing()).toBeNull();
    const report = await pms("p202603090900.csv", a);
    expect(report.remarks.map(({ rows }) => rows)).toEqual([1]);
    await pms("p202603091000.csv", a);
    expect(await missing()).toBe("2026-03-09T09:00:00.000Z");
    expect((await stay("p2", "a2")).watch).not.toBeNull();
    await pms("p202603091100.csv", a, b);
    expect(await missing()).toBeNull();
  });

  test("does not miss whose row is there and bad", async () => {
    await pms("p202603090800.csv", a, b);
    await pms("p202603090900.csv", a, "p2,Bo,Lind,a2,yesterday,4B,13,Active,,");
    expect(await missing()).toBeNull();
  });

  test("reads later files again where one of before changes what they passed over", async () => {
    await pms("p202603090800.csv", a, b);
    await pms("p202603091100.csv", a, b);
    const late = await pms("p202603091000.csv", a, b.replace(",13,", ",99,"));
    expect((await stay("p2", "a2")).admission).toMatchObject({
      bed: "13",
      source: { file: "p202603091100.csv" },
    });
    expect(late.remarks).toEqual([
      {
        sentence:
          "Files that hold as of later came before this one: they were read again after it (how many).",
        rows: 1,
      },
    ]);
  });
});
