import { flowDaySchema } from "@throughline/shared/figures.ts";
import { liveSchema } from "@throughline/shared/live.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPhone } from "../testing/phone.ts";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TODAY = "2026-03-10";
const MIDNIGHT = Date.parse("2026-03-10T00:00:00.000Z");

let sut: AppUnderTest;
beforeEach(async () => {
  sut = await startApp({ nowMs: MIDNIGHT + 10 * HOUR });
  await sut.addSite("main", {
    targets: [{ from: "vitals", to: "provider", seconds: 900, minPercent: 90 }],
  });
});
afterEach(() => sut.close());

const visit = (number: number, startedMs: number, visitDay = TODAY) => {
  const phone = createPhone({ visit: number, visitDay, startedMs });
  const push = (...entries: Parameters<typeof phone.push>[1]) =>
    sut.anyone("POST", "/api/v1/public/sites/main/scans", phone.push(sut.clock.nowMs, entries));
  return { ...phone, push };
};
const live = async () => {
  const answer = await sut.staff("GET", "/api/v1/sites/main/flow/live");
  expect(answer.status).toBe(200);
  const text = await answer.text();
  // Counts and times only.
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  return liveSchema.parse(JSON.parse(text));
};
const past = async () => (await live()).pastTarget.flatMap(({ waits }) => waits);

test("the live answer follows a visit past its target, on, and out", async () => {
  const start = MIDNIGHT + 9 * HOUR;
  const patient = visit(1, start);
  await patient.push(patient.scan(start, "vitals"));
  sut.clock.nowMs = start + 15 * MINUTE;
  expect(await past()).toEqual([]);
  sut.clock.nowMs = start + 20 * MINUTE;
  expect(await past()).toEqual([
    { since: "2026-03-10T09:00:00.000Z", waitedSeconds: 1_200, pastSeconds: 300 },
  ]);
  await patient.push(patient.scan(start + 20 * MINUTE, "provider"));
  const moved = await live();
  expect(moved).toMatchObject({ inside: 1, visits: 1, pastTarget: [] });
  expect(moved.stations.filter(({ n }) => n > 0)).toMatchObject([{ code: "provider", n: 1 }]);
  expect(moved.missedTargets).toMatchObject([{ fromCode: "vitals", withinTarget: { share: 0 } }]);
  await patient.push(patient.scan(start + 20 * MINUTE, "check-out"));
  expect(await live()).toMatchObject({
    inside: 0,
    visits: 1,
    waits: [],
    scansByStation: { vitals: 1, provider: 1, "check-out": 1 },
  });
});

test("a visit that was undone, ended or left beyond the limit is nowhere", async () => {
  const [undone, ended, left] = [1, 2, 3].map((n) => visit(n, MIDNIGHT + 9 * HOUR));
  if (!undone || !ended || !left) throw new Error("three visits");
  const scan = undone.scan(MIDNIGHT + 9 * HOUR, "vitals");
  await undone.push(scan, undone.void(MIDNIGHT + 9 * HOUR, scan.id));
  await ended.push(ended.scan(MIDNIGHT + 9 * HOUR, "vitals"), ended.end(MIDNIGHT + 9 * HOUR));
  await left.push(left.scan(MIDNIGHT + 9 * HOUR, "vitals"));
  expect(await live()).toMatchObject({ inside: 1, visits: 2 });
  sut.clock.nowMs = MIDNIGHT + 21 * HOUR;
  expect((await live()).inside).toBe(1);
  sut.clock.nowMs += 1;
  expect(await live()).toMatchObject({ inside: 0, waits: [], pastTarget: [] });
});

test("last night's open visit is inside, and agrees with the day's own figure", async () => {
  sut.clock.nowMs = MIDNIGHT + 2 * HOUR;
  const night = visit(1, MIDNIGHT - HOUR, "2026-03-09");
  await night.push(night.scan(MIDNIGHT - HOUR, "lab"));
  const today = visit(2, MIDNIGHT + HOUR);
  await today.push(today.scan(MIDNIGHT + HOUR, "lab"));
  const answer = await live();
  expect(answer).toMatchObject({ day: TODAY, visits: 1, inside: 2 });
  const day = await sut.staff("GET", `/api/v1/sites/main/flow/days/${TODAY}`);
  expect(flowDaySchema.parse(await day.json()).inside).toBe(answer.inside);
  expect(answer.waits.map(({ waitedSeconds }) => waitedSeconds)).toEqual([3 * 3600, 3600]);
});

test("an unknown site and a stranger get nothing", async () => {
  expect((await sut.staff("GET", "/api/v1/sites/nowhere/flow/live")).status).toBe(404);
  expect((await sut.anyone("GET", "/api/v1/sites/main/flow/live")).status).toBe(401);
});
