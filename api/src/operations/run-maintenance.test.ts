import { guideSchema } from "@throughline/shared/api.ts";
import type { Event } from "@throughline/shared/event.ts";
import { defaultSettings, siteSettingsSchema } from "@throughline/shared/site.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as z from "zod/mini";
import { iso, uuid } from "../testing/phone.ts";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";
import { runMaintenance } from "./run-maintenance.ts";

const DAY_MS = 86_400_000;
/** 2026-03-10 has just closed: its end, the limit of 12 hours, and 5 minutes. */
const CLOSED = Date.parse("2026-03-11T12:05:00.000Z");
let sut: AppUnderTest;
beforeEach(async () => {
  sut = await startApp({ nowMs: CLOSED });
  await sut.addSite("main");
});
afterEach(() => sut.close());

/** Visits from check-in to the lab at nine o'clock, `seconds` apart. */
const addVisits = async (day: string, waits: number[], expiresAt?: number, first = 1) => {
  for (const [index, seconds] of waits.entries()) {
    const startMs = Date.parse(`${day}T09:00:00.000Z`);
    const scan = (seq: number, station: string, atMs: number): Event => ({
      type: "scan",
      id: uuid(seq, first + index),
      visitId: uuid(first + index),
      station,
      at: iso(atMs),
      deviceAt: iso(atMs),
      receivedAt: iso(atMs),
      seq,
      uncertaintyMs: 0,
    });
    await sut.store.events.put("main", day, scan(1, "check-in", startMs), expiresAt);
    await sut.store.events.put("main", day, scan(2, "lab", startMs + seconds * 1000), expiresAt);
  }
};

const guide = async () =>
  guideSchema.parse(await (await sut.anyone("GET", "/api/v1/public/sites/main/guide")).json())
    .waits;

const built = () => sut.logLines.filter((line) => line.includes("guide-built")).length;

test("builds the expected waits from closed days, once a day", async () => {
  await addVisits("2026-03-10", [100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
  await runMaintenance(sut.deps);
  expect(await guide()).toEqual({
    builtAt: iso(CLOSED),
    fromDay: "2026-03-10",
    toDay: "2026-03-10",
    // Type 7: 550, and 900 + 0.1 · 100.
    expected: [{ from: "check-in", hour: 9, to: "lab", n: 10, p50Seconds: 550, p90Seconds: 910 }],
  });
  sut.clock.nowMs = CLOSED + DAY_MS - 1;
  await runMaintenance(sut.deps);
  expect(built()).toBe(1);
  sut.clock.nowMs = CLOSED + DAY_MS;
  await runMaintenance(sut.deps);
  expect(built()).toBe(2);
});

/** Imports visits of a day: per visit 5 minutes from the check-in, at nine, to the lab. */
const importVisits = async (day: string, count: number, name = "case") => {
  const at = `${day}T09:00:00.000Z`;
  const rows = Array.from({ length: count }, (_, index) => {
    const common = { line: index + 2, case: `${name} ${index}`, caseStartedAt: at, occurrence: 0 };
    return [
      { ...common, activity: "Check-In", at },
      { ...common, activity: "Lab", at: `${day}T09:05:00.000Z` },
    ];
  }).flat();
  const answer = await sut.staff("POST", "/api/v1/sites/main/event-log", { rows });
  expect(await answer.json()).toMatchObject({ stored: rows.length });
};

test("an import into a guide without waits shows them within a minute", async () => {
  await runMaintenance(sut.deps);
  expect((await guide()).expected).toEqual([]);
  await importVisits("2026-03-04", 4);
  sut.clock.nowMs += 60_000;
  await runMaintenance(sut.deps);
  // 8 events cannot hold ten waits.
  expect(built()).toBe(1);
  await importVisits("2026-03-05", 6);
  sut.clock.nowMs += 60_000;
  await runMaintenance(sut.deps);
  expect(await guide()).toMatchObject({
    builtAt: iso(sut.clock.nowMs),
    fromDay: "2026-03-04",
    toDay: "2026-03-05",
    expected: [{ from: "check-in", hour: 9, to: "lab", n: 10, p50Seconds: 300 }],
  });
  await runMaintenance(sut.deps);
  expect(built()).toBe(2);
});

test("a guide with waits is built anew after a thousand further events of its days", async () => {
  await importVisits("2026-03-05", 10);
  await runMaintenance(sut.deps);
  for (const name of ["b", "c"]) await importVisits("2026-03-06", 249, name);
  // Older than the guide's days, and of a day that has not closed.
  await importVisits("2026-02-10", 10, "old");
  await importVisits("2026-03-11", 10, "today");
  await importVisits("2026-03-06", 1, "d");
  await runMaintenance(sut.deps);
  expect(built()).toBe(1);
  await importVisits("2026-03-06", 1, "e");
  await runMaintenance(sut.deps);
  expect(built()).toBe(2);
  expect((await guide()).expected).toMatchObject([{ n: 510 }]);
  expect(await sut.store.guides.readNews("main")).toBe(0);
});

test("a day that has not closed yet is left out", async () => {
  await addVisits("2026-03-10", new Array(10).fill(60));
  sut.clock.nowMs = CLOSED - 1;
  await runMaintenance(sut.deps);
  expect(await guide()).toMatchObject({ fromDay: null, toDay: null, expected: [] });
});

test("28 days back and no further", async () => {
  await addVisits("2026-02-11", new Array(10).fill(60), undefined, 1);
  await runMaintenance(sut.deps);
  expect(await guide()).toMatchObject({ fromDay: "2026-02-11", toDay: "2026-02-11" });
  sut.clock.nowMs = CLOSED + DAY_MS;
  await runMaintenance(sut.deps);
  expect(await guide()).toMatchObject({ fromDay: null, expected: [] });
});

test("makes sure of summaries before their events expire", async () => {
  await addVisits("2026-03-10", [60]);
  await runMaintenance(sut.deps);
  const summaries = await sut.store.summaries.readRange("main", "2026-03-01", "2026-03-31");
  expect([...summaries.keys()].sort().at(-1)).toBe("2026-03-10");
});

test("the figures of an imported day outlive its events, though nobody ever asked for them", async () => {
  const { version = 0, ...rest } = { ...(await sut.store.settings.readFresh("main")) };
  const settings = { ...defaultSettings("UTC"), ...rest, retentionDays: 30 };
  await sut.store.settings.save("main", version, settings);
  const at = "2019-05-06T09:00:00.000Z";
  const rows = [{ line: 2, case: "a", caseStartedAt: at, activity: "Lab", at, occurrence: 0 }];
  await sut.staff("POST", "/api/v1/sites/main/event-log", { rows });
  for (const days of [26, 27, 28, 29, 30, 31, 32]) {
    sut.clock.nowMs = CLOSED + days * DAY_MS;
    await runMaintenance(sut.deps);
  }
  const { events } = await sut.store.events.readDay("main", "2019-05-06", { nowMs: 0 });
  expect(events).toEqual([]);
  const answer = await sut.staff("GET", "/api/v1/sites/main/flow/days/2019-05-06");
  expect(await answer.json()).toMatchObject({ visits: 1, scans: 1 });
});

test("the figures of a day stand before the shortest retention ends under the longest visit limit", async () => {
  const shortest = { ...defaultSettings("UTC"), visitLimitHours: 24, retentionDays: 3 };
  expect(z.safeParse(siteSettingsSchema, { ...shortest, retentionDays: 2 }).success).toBe(false);
  await sut.store.settings.save("main", 1, z.parse(siteSettingsSchema, shortest));
  const startMs = Date.parse("2026-03-11T00:00:00.000Z");
  for (const atMs of [startMs, startMs + DAY_MS - 60_000]) {
    sut.clock.nowMs = atMs;
    const at = iso(atMs);
    const rows = [{ line: 2, case: at, caseStartedAt: at, activity: "Lab", at, occurrence: 0 }];
    await sut.staff("POST", "/api/v1/sites/main/event-log", { rows });
  }
  for (let hours = 0; hours <= 5 * 24; hours++) {
    sut.clock.nowMs = startMs + DAY_MS + hours * 3_600_000;
    await runMaintenance(sut.deps);
  }
  const answer = await sut.staff("GET", "/api/v1/sites/main/flow/days/2026-03-11");
  expect(await answer.json()).toMatchObject({ visits: 2, closed: true });
});

test("removes what has expired and nothing else", async () => {
  const at = "2026-03-10T09:00:00.000Z";
  const settings = await sut.store.settings.readFresh("main");
  if (!settings) throw new Error("The site is missing");
  const { version, ...rest } = settings;
  await sut.store.settings.save("main", version, { ...rest, retentionDays: 3 });
  const rows = [{ line: 2, case: "a", caseStartedAt: at, activity: "Lab", at, occurrence: 0 }];
  await sut.staff("POST", "/api/v1/sites/main/event-log", { rows });
  const { events } = await sut.store.events.readDay("main", "2026-03-10", { nowMs: 0 });
  const imported = events.map(({ visitId }) => visitId);
  await addVisits("2026-03-10", [60]);
  const count = async () =>
    (await sut.store.events.readDay("main", "2026-03-10", { nowMs: 0, consistent: true })).events
      .length;
  sut.clock.nowMs = CLOSED + 3 * DAY_MS - 1;
  await runMaintenance(sut.deps);
  expect(await count()).toBe(3);
  const caseDays = async () => (await sut.store.visitDays.readMany("main", imported)).size;
  expect(await caseDays()).toBe(1);
  // The day of the expiry must be over, for more may expire in it.
  sut.clock.nowMs = CLOSED + 4 * DAY_MS;
  await runMaintenance(sut.deps);
  expect(await count()).toBe(2);
  expect(await caseDays()).toBe(0);
  expect(sut.logLines.join("\n")).toMatch(/"event":"expired-removed".*"count":1/);
  sut.logLines.length = 0;
  await runMaintenance(sut.deps);
  expect(sut.logLines).toEqual([]);
});

test("a site that fails keeps no other waiting", async () => {
  await sut.addSite("north");
  const { write } = sut.store.guides;
  sut.store.guides.write = (site, waits) =>
    site === "main" ? Promise.reject(new Error("broken")) : write(site, waits);
  await runMaintenance(sut.deps);
  expect(sut.logLines.map((line) => JSON.parse(line))).toMatchObject([
    { event: "maintenance-failed", site: "main", error: "Error" },
    { event: "guide-built", site: "north" },
  ]);
  expect((await sut.store.guides.read("north"))?.builtAt).toBe(iso(CLOSED));
});
