import { flowDaysSchema } from "@throughline/shared/api.ts";
import { flowDaySchema } from "@throughline/shared/figures.ts";
import { simulateHospitalDay } from "@throughline/shared/testing/hospital-day.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod/mini";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";
import { requireSettings } from "./site-settings.ts";
import { storeEvents } from "./store-events.ts";

let sut: AppUnderTest;
beforeAll(async () => {
  sut = await startApp({ nowMs: Date.parse("2026-03-10T09:00:00.000Z") });
  await sut.addSite("main");
  const settings = await requireSettings(sut.store, "main");
  for (const [day, scans] of [
    ["2026-03-02", 40],
    ["2026-03-03", 900],
  ] as const) {
    const events = simulateHospitalDay({ seed: scans, scans, day, timeZone: "UTC" });
    const dated = events.map((event) => ({ day, event }));
    await storeEvents({ store: sut.store, now: sut.deps.now }, "main", settings, dated);
  }
});
afterAll(() => sut.close());

const get = async (path: string) => sut.staff("GET", `/api/v1/sites/main/${path}`);

test("tells every day of the range, small counts and what would tell them left out", async () => {
  const answer = await get("days.json?from=2026-03-01&to=2026-03-03");
  expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
  const { days, ...head } = flowDaysSchema.parse(await answer.json());
  expect(head).toMatchObject({ site: "main", timeZone: "UTC", smallCells: "hidden" });
  expect(days.map(({ day }) => day)).toEqual(["2026-03-01", "2026-03-02", "2026-03-03"]);
  const [empty, quiet, busy] = days;
  expect([empty?.visits, quiet?.visits, quiet?.scans]).toEqual([0, null, null]);
  expect(quiet?.transitions).toEqual([]);
  expect(busy?.visits).toBeGreaterThan(100);
  for (const { n } of busy?.transitions ?? []) expect(n).toBeGreaterThan(10);
});

test("tells exactly the figures of each day when all are asked for", async () => {
  const whole = await (await get("days.json?from=2026-03-02&to=2026-03-03&full=true")).json();
  const { smallCells, days } = whole as { smallCells: string; days: unknown[] };
  expect(smallCells).toBe("shown");
  for (const [index, day] of ["2026-03-02", "2026-03-03"].entries()) {
    const one = await (await get(`flow/days/${day}`)).json();
    expect(z.parse(flowDaySchema, days[index])).toEqual(one);
  }
});

test("refuses what is neither yes nor no", async () => {
  expect((await get("days.json?from=2026-03-02&to=2026-03-03&full=1")).status).toBe(400);
});
