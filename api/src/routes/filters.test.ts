import { flowRangeResponseSchema } from "@throughline/shared/api.ts";
import { addDays, daysBetween } from "@throughline/shared/calendar.ts";
import { flowDaySchema } from "@throughline/shared/figures.ts";
import { simulateHospitalDay } from "@throughline/shared/testing/hospital-day.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createPhone, iso } from "../testing/phone.ts";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";

const DAY_MS = 86_400_000;
const MINUTE = 60_000;
/** A Monday and the Sunday after it. */
const FROM = "2026-03-02";
const TO = "2026-03-08";
const NOW = Date.parse("2026-03-12T12:00:00.000Z");

let sut: AppUnderTest;
beforeEach(async () => {
  sut = await startApp({ nowMs: NOW });
  await sut.addSite("main");
});
afterEach(() => sut.close());

const putDays = async (
  from: string,
  to: string,
  expiresAt?: (day: string) => number | undefined,
) => {
  for (const [seed, day] of daysBetween(from, to).entries()) {
    const events = simulateHospitalDay({ seed, scans: 50, day, timeZone: "UTC" });
    for (const event of events) await sut.store.events.put("main", day, event, expiresAt?.(day));
  }
};
const get = async (path: string) => {
  const answer = await sut.staff("GET", `/api/v1/sites/main/flow${path}`);
  return { status: answer.status, json: await answer.json() };
};
const range = async (query: string) => {
  const { status, json } = await get(`?${query}`);
  expect(status).toBe(200);
  return flowRangeResponseSchema.parse(json);
};
const refusal = async (path: string) => {
  const { status, json } = await get(path);
  expect(status).toBe(400);
  return (json as { error: { details: unknown } }).error.details;
};
const week = `from=${FROM}&to=${TO}`;

describe("a filtered range", () => {
  test("says its filter and has the figures of the stored summaries when all are taken", async () => {
    await putDays(FROM, TO);
    const { asOf, ...stored } = await range(week);
    expect(stored.visits).toBeGreaterThan(30);
    expect(stored.filter).toBeUndefined();
    const { asOf: _, filter, ...computed } = await range(`${week}&hours=0-24`);
    expect(filter).toEqual({ hours: { from: 0, to: 24 }, computedFrom: "events", expiredDays: 0 });
    const { testScans: __, voidedScans: ___, ...quality } = stored.quality;
    expect(computed).toMatchObject({ ...stored, quality });
  });

  test("by reason adds up to the whole, in the compared period too", async () => {
    await putDays(FROM, TO);
    const compared = `from=2026-03-06&to=${TO}&compareFrom=${FROM}&compareTo=2026-03-05`;
    const all = await range(compared);
    const codes = [
      ...new Set([...all.reasons, ...(all.compare?.reasons ?? [])].map((r) => r.code)),
    ];
    expect(codes.length).toBeGreaterThan(2);
    let [visits, comparedVisits] = [0, 0];
    for (const code of codes) {
      const one = await range(`${compared}&reasons=${code || "-"}`);
      expect(one.reasons.every((reason) => reason.code === code)).toBe(true);
      visits += one.visits;
      comparedVisits += one.compare?.visits ?? 0;
      expect(one.compare?.filter?.reasons).toEqual([code]);
    }
    expect([visits, comparedVisits]).toEqual([all.visits, all.compare?.visits]);
  });

  test("by weekday alone comes from the summaries, also when the events have expired", async () => {
    const expiresAt = NOW / 1000 + 86_400;
    await putDays(FROM, TO, () => expiresAt);
    const before = await range(week);
    sut.clock.nowMs = (expiresAt + 1) * 1000;
    const mondays = await range(`${week}&weekdays=1`);
    expect(mondays.filter).toEqual({ weekdays: [1], computedFrom: "summaries", expiredDays: 0 });
    expect(mondays.days.map(({ day }) => day)).toEqual([FROM]);
    expect(mondays.visits).toBe(before.days[0]?.visits);
    // What needs the events says on how many days they are gone.
    const gone = await range(`${week}&weekdays=1,2&openHours=true`);
    expect(gone).toMatchObject({ visits: 0, filter: { computedFrom: "events", expiredDays: 2 } });
    expect((await range(week)).visits).toBe(before.visits);
  });

  test("counts open time only, within the site's hours", async () => {
    // Open 8 to 18; a wait from 17:50 to 8:05 of the next morning is 15 open minutes.
    const startedMs = Date.parse("2026-03-11T17:50:00.000Z");
    const phone = createPhone({ visit: 1, visitDay: "2026-03-11", startedMs });
    const entries = [
      phone.scan(startedMs, "lab"),
      phone.scan(Date.parse("2026-03-12T08:05:00.000Z"), "check-out"),
    ];
    await sut.anyone("POST", "/api/v1/public/sites/main/scans", phone.push(NOW, entries));
    const seconds = async (query: string) =>
      (await range(`from=2026-03-11&to=2026-03-11${query}`)).transitions.map((t) => t.p50Seconds);
    expect(await seconds("")).toEqual([14 * 3600 + 15 * 60]);
    expect(await seconds("&openHours=true")).toEqual([15 * 60]);
    expect(await seconds("&openHours=false")).toEqual([14 * 3600 + 15 * 60]);
  });

  test("reads 100 days and no more, counting only those that it takes", async () => {
    const to = addDays(FROM, -1);
    const asked = (days: number, filter: string) =>
      `?from=${addDays(to, 1 - days)}&to=${to}&${filter}`;
    expect(await refusal(asked(101, "hours=8-9"))).toMatchObject({ field: "to" });
    expect((await get(asked(700, "hours=8-9&weekdays=1"))).status).toBe(200);
    expect((await get(asked(1_100, "weekdays=1,2"))).status).toBe(200);
  });

  test.each(["reasons=a%20b", "weekdays=8", "hours=8", "openHours=1"])(
    "that cannot be read is 400 naming the field: %s",
    async (query) => {
      const field = query.split("=")[0];
      expect(await refusal(`?${week}&${query}`)).toMatchObject({ field });
      expect(await refusal(`/days/${FROM}?${query}`)).toMatchObject({ field });
    },
  );
});

describe("a filtered day", () => {
  const scanAt = async (visit: number, day: string, atMs: number[], reason?: string) => {
    const startedMs = atMs[0] as number;
    const phone = createPhone({ visit, visitDay: day, startedMs });
    const entries = [
      ...atMs.map((ms) => phone.scan(ms, "lab")),
      ...(reason ? [phone.reason(startedMs, reason)] : []),
    ];
    const pushed = await sut.anyone(
      "POST",
      "/api/v1/public/sites/main/scans",
      phone.push(NOW, entries),
    );
    expect(pushed.status).toBe(200);
  };

  test("has census and arrivals of the visits taken, those of the day before included", async () => {
    const midnight = Date.parse("2026-03-12T00:00:00.000Z");
    const overnight = [midnight - 30 * MINUTE, midnight + 60 * MINUTE];
    await scanAt(1, "2026-03-11", overnight, "urgent");
    await scanAt(2, "2026-03-11", overnight, "other");
    await scanAt(3, "2026-03-12", [midnight + 10 * MINUTE, midnight + 40 * MINUTE], "urgent");
    const day = async (query: string) => {
      const { json } = await get(`/days/2026-03-12${query}`);
      return flowDaySchema.parse(json);
    };
    const inside = async (query: string) =>
      (await day(query)).census.find(({ at }) => at === iso(midnight + 15 * MINUTE))?.n;
    expect(await inside("")).toBe(3);
    expect(await inside("?reasons=urgent")).toBe(2);
    expect(await inside("?reasons=other")).toBe(1);
    expect((await day("?reasons=urgent")).visits).toBe(1);
    // Thursday's visits alone: the night before was Wednesday's.
    expect(await inside("?weekdays=4")).toBe(1);
    expect((await day("?weekdays=3")).visits).toBe(0);
  });

  test("knows no coverage by reason, for attendance has none", async () => {
    await putDays(FROM, FROM);
    await sut.staff("PUT", `/api/v1/sites/main/attendance/${FROM}`, { people: 100 });
    const coverage = async (query: string) => (await range(`${week}${query}`)).quality.coverage;
    expect(await coverage("")).toMatchObject({ people: 100 });
    expect(await coverage("&reasons=urgent")).toBeNull();
    expect(await coverage("&weekdays=1")).toMatchObject({ people: 100 });
    expect(await coverage("&weekdays=2")).toBeNull();
  });
});

test("days whose retention ends in between lose what has expired, and the answer says how many", async () => {
  const gone = NOW / 1000 + DAY_MS / 1000;
  await putDays(FROM, TO, (day) => (day <= "2026-03-04" ? gone : undefined));
  await range(week);
  sut.clock.nowMs = gone * 1000;
  expect((await range(`${week}&hours=0-24`)).filter?.expiredDays).toBe(3);
});
