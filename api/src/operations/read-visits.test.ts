import { afterAll, beforeAll, expect, test } from "vitest";
import { createPhone } from "../testing/phone.ts";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";
import { exportDays } from "./export-days.ts";
import { exportEvents } from "./export-events.ts";
import { exportWide } from "./export-wide.ts";
import { exportXes } from "./export-xes.ts";

const START = Date.parse("2026-03-10T08:00:00.000Z");
const range = { from: "2026-01-01", to: "2026-03-10" };
let sut: AppUnderTest;
beforeAll(async () => {
  sut = await startApp({ nowMs: START });
  await sut.addSite("main");
});
afterAll(() => sut.close());

/** The days whose events are asked for while the work goes on. */
const watchReads = async (work: () => Promise<void>): Promise<string[]> => {
  const { readDay } = sut.store.events;
  const days: string[] = [];
  sut.store.events.readDay = (site, day, options) => {
    days.push(day);
    return readDay(site, day, options);
  };
  await work();
  sut.store.events.readDay = readDay;
  return days;
};

test.each([
  ["scans", exportEvents],
  ["XES", exportXes],
] as const)("the export of %s reads a day only when the one before was taken", async (_, begin) => {
  const phone = createPhone({ visit: 1, visitDay: "2026-03-10", startedMs: START });
  const body = phone.push(START, [phone.scan(START, "lab")]);
  await sut.anyone("POST", "/api/v1/public/sites/main/scans", body);
  const early = await watchReads(async () => {
    for await (const _head of await begin(sut.deps, "main", range)) break;
  });
  expect(early).toEqual([]);
  const all = await watchReads(async () => {
    for await (const _piece of await begin(sut.deps, "main", range));
  });
  expect(all).toHaveLength(69);
  expect(all).toEqual([...all].sort());
});

test("the figures of a day are read only when those of the day before were taken", async () => {
  const takeFirst = () =>
    watchReads(async () => {
      for await (const piece of await exportDays(sut.deps, "main", range, { full: true })) {
        if (piece.includes('"transitions"')) break;
      }
    });
  const reads = await takeFirst();
  expect(reads).toContain("2026-01-01");
  expect(reads.filter((day) => day > "2026-01-01")).toEqual([]);
});

test("the columns of the visits are counted before, a few days at a time", async () => {
  const { readRange } = sut.store.summaries;
  const spans: number[] = [];
  sut.store.summaries.readRange = (site, from, to) => {
    spans.push((Date.parse(to) - Date.parse(from)) / 86_400_000 + 1);
    return readRange(site, from, to);
  };
  for await (const _piece of await exportWide(sut.deps, "main", range));
  sut.store.summaries.readRange = readRange;
  expect(spans.length).toBeGreaterThan(1);
  expect(Math.max(...spans)).toBeLessThanOrEqual(16);
});
