import { beforeEach, expect, test } from "vitest";
import { type IngestUnderTest, startIngest } from "../../testing/start-ingest.ts";
import { readAlertFigures } from "../ward/read-alert-figures.ts";

const LIS = "test_id,patient_id,test_type,test_date,result,updated_at\n";
/** 13:00 in Berlin. */
const NOON = Date.parse("2026-03-10T12:00:00.000Z");

let world: IngestUnderTest;
beforeEach(async () => {
  world = await startIngest({ nowMs: NOON, timeZone: "Europe/Berlin" });
});

const take = (name: string, ...rows: string[]) => world.take(name, `${LIS}${rows.join("\n")}\n`);
const turnaround = async (day = "2026-03-10") =>
  (await readAlertFigures(world.deps, "main", { from: day, to: day })).turnaroundMinutes;

test("a result took from its test to the receipt of the file that first told it", async () => {
  await take(
    "l1.csv",
    "t1,p1,CRP,2026-03-10T12:30,31,2026-03-10T12:50",
    "t2,p1,Na,2026-03-10T11:00,,2026-03-10T11:00",
    "t3,p2,Na,2026-03-10T13:05,140,2026-03-10T13:00",
  );
  // 30 minutes, and a clock that is five minutes fast: nothing.
  expect(await turnaround()).toEqual({ n: 2, p50: 15, p90: 27 });
  world.clock.nowMs += 60 * 60_000;
  await take(
    "l2.csv",
    "t1,p1,CRP,2026-03-10T12:30,32,2026-03-10T13:50",
    "t2,p1,Na,2026-03-10T11:00,139,2026-03-10T13:55",
    "t9,p9,Hb,2026-03-03T13:59,9,2026-03-10T13:55",
  );
  // The correction of a known result is no arrival, and a week old is history: 180 minutes for t2.
  expect(await turnaround()).toEqual({ n: 3, p50: 30, p90: 150 });
});

test("counts on the day of the receipt", async () => {
  world.clock.nowMs = Date.parse("2026-03-10T23:10:00.000Z");
  await take("l.csv", "t1,p1,CRP,2026-03-10T23:40,31,");
  expect(await turnaround("2026-03-10")).toMatchObject({ n: 0 });
  expect(await turnaround("2026-03-11")).toEqual({ n: 1, p50: 30, p90: 30 });
});

test("is the same after a crash in the middle of the file", async () => {
  const rows = ["t1,p1,CRP,2026-03-10T12:30,31,", "t2,p1,Na,2026-03-10T12:40,140,"];
  const key = await world.drop("l.csv", `${LIS}${rows.join("\n")}\n`);
  const store = world.deps.store.clinical.turnarounds;
  const { put } = store;
  store.put = () => Promise.reject(new Error("The power is off"));
  await expect(world.ingest(key)).rejects.toThrow("The power is off");
  expect((await world.tests("p1")).length).toBe(2);
  store.put = put;
  await world.ingest(key);
  expect(await turnaround()).toEqual({ n: 2, p50: 25, p90: 29 });
});

test("files read again behind a late one are not counted again", async () => {
  await world.saveFeed("lis", "lis", { asOf: { from: "name", pattern: "{yyyyMMddHHmm}.csv" } });
  await take("202603101250.csv", "t1,p1,CRP,2026-03-10T12:30,31,");
  world.clock.nowMs += 60 * 60_000;
  await take("202603101240.csv", "t1,p1,CRP,2026-03-10T12:30,30,");
  expect(await turnaround()).toEqual({ n: 1, p50: 30, p90: 30 });
  expect((await world.tests("p1"))[0]?.result).toBe("31");
});
