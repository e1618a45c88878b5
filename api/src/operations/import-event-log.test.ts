import { type EventLogResponse, eventLogResponseSchema } from "@throughline/shared/api.ts";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { iso } from "../testing/phone.ts";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";

const NOW = Date.parse("2026-03-10T12:00:00.000Z");
const START = Date.parse("2025-01-15T08:00:00.000Z");
const DAY = "2025-01-15";
let sut: AppUnderTest;
beforeEach(async () => {
  sut = await startApp({ nowMs: NOW });
  await sut.addSite("main");
});
afterEach(() => sut.close());

const row = (line: number, caseId: string, activity: string, atMs: number, occurrence = 0) => ({
  line,
  case: caseId,
  caseStartedAt: iso(START),
  activity,
  at: iso(atMs),
  occurrence,
});

const send = async (rows: object[], options = {}, site = "main"): Promise<EventLogResponse> => {
  const body = { ...options, rows };
  const answer = await sut.staff("POST", `/api/v1/sites/${site}/event-log`, body);
  expect(answer.status).toBe(200);
  return eventLogResponseSchema.parse(await answer.json());
};

const eventsOf = async (site = "main") => {
  const { events } = await sut.store.events.readDay(site, DAY, { nowMs: NOW, consistent: true });
  return [...events].sort((left, right) => (left.id < right.id ? -1 : 1));
};

const minutes = (count: number) => START + count * 60_000;
const log = [
  row(2, "case A", "Registration", minutes(0)),
  row(3, "case A", "Blood test", minutes(5)),
  row(4, "case A", "Blood test", minutes(5), 1),
  row(5, "case A", "Check-out", minutes(14 * 24 * 60)),
  row(6, "case B", "Registration", minutes(1)),
];

test("one case is one visit on the day it began, whatever its gaps", async () => {
  expect(await send(log, { exit: "check-OUT" })).toEqual({
    stored: 5,
    duplicate: 0,
    rejected: [],
    createdStations: ["Registration", "Blood test", "Check-out"],
  });
  const figures = await sut.staff("GET", `/api/v1/sites/main/flow/days/${DAY}`);
  expect(await figures.json()).toMatchObject({
    visits: 2,
    scans: 5,
    completed: 1,
    abandoned: 1,
    transitions: [
      { from: "Blood test", to: "Blood test", n: 1, p50Seconds: 0 },
      { from: "Blood test", to: "Check-out", n: 1 },
      { from: "Registration", to: "Blood test", n: 1, p50Seconds: 300 },
    ],
  });
});

test("a log that begins in the middle of a case finds the events that stand", async () => {
  await send(log);
  const before = await eventsOf();
  const later = minutes(14 * 24 * 60);
  const cut = (line: number, what: string, at: number) => ({
    ...row(line, "case A", what, at),
    caseStartedAt: iso(later),
  });
  const overlap = [cut(2, "Check-out", later), cut(3, "Pharmacy", later + 60_000)];
  expect(await send(overlap)).toMatchObject({ stored: 1, duplicate: 1 });
  expect(await eventsOf()).toHaveLength(before.length + 1);
  const range = await sut.staff("GET", "/api/v1/sites/main/flow?from=2025-01-01&to=2025-02-28");
  expect(await range.json()).toMatchObject({ visits: 2, scans: 6 });
});

test("logs that overlap and are sent at the same time settle on one day for a case", async () => {
  const parts = [0, 1, 2].map((days) => {
    const at = minutes(days * 24 * 60);
    return [{ ...row(2, "case C", "Lab", at), caseStartedAt: iso(at) }];
  });
  await Promise.all(parts.map((part) => send(part)));
  const range = await sut.staff("GET", "/api/v1/sites/main/flow?from=2025-01-01&to=2025-02-28");
  expect(await range.json()).toMatchObject({ visits: 1, scans: 3 });
});

test("the same log again changes nothing", async () => {
  await send(log);
  const before = await eventsOf();
  sut.clock.nowMs += 3_600_000;
  expect(await send(log)).toMatchObject({ stored: 0, duplicate: 5, createdStations: [] });
  expect(await eventsOf()).toEqual(before);
  expect((await sut.store.settings.readFresh("main"))?.stations).toHaveLength(13);
});

test("in any order and any batches it stores the same events", async () => {
  let sites = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(log, { minLength: log.length }),
      fc.integer({ min: 1, max: 5 }),
      async (shuffled, size) => {
        const site = `site-${++sites}`;
        await sut.addSite(site);
        for (let start = 0; start < shuffled.length; start += size) {
          await send(shuffled.slice(start, start + size), {}, site);
        }
        const events = await eventsOf(site);
        expect(events.map(({ at, seq }) => ({ at, seq })).sort(bySeq)).toEqual(
          log.map(({ at, line }) => ({ at, seq: line })),
        );
        expect(new Set(events.map(({ visitId }) => visitId)).size).toBe(2);
        expect(await send(log, {}, site)).toMatchObject({ stored: 0, duplicate: log.length });
        expect(await eventsOf(site)).toEqual(events);
      },
    ),
    { numRuns: 15 },
  );
});

const bySeq = (left: { seq: number }, right: { seq: number }) => left.seq - right.seq;

test("a case's name is stored nowhere, and is another visit at another site", async () => {
  await sut.addSite("other");
  await send([row(2, "Jane Doe", "Lab", START)]);
  await send([row(2, "Jane Doe", "Lab", START)], {}, "other");
  const [here] = await eventsOf();
  const [there] = await eventsOf("other");
  expect(JSON.stringify(here)).not.toContain("Jane");
  expect(here?.visitId).not.toBe(there?.visitId);
  expect(here?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("a station is found by its exact label, and a new one gets a code of its own", async () => {
  const { createdStations } = await send([
    row(2, "a", "Lab", minutes(1)),
    row(3, "a", "LAB", minutes(2)),
    row(4, "a", "lab!", minutes(3)),
    row(5, "a", "Émergence", minutes(4)),
    row(6, "a", "検査", minutes(5)),
    row(7, "a", " Lab ", minutes(6)),
  ]);
  expect(createdStations).toEqual(["LAB", "lab!", "Émergence", "検査"]);
  const stations = (await sut.store.settings.readFresh("main"))?.stations.slice(10);
  expect(stations).toEqual([
    { code: "lab-2", label: "LAB", kind: "service" },
    { code: "lab-3", label: "lab!", kind: "service" },
    { code: "emergence", label: "Émergence", kind: "service" },
    { code: "station", label: "検査", kind: "service" },
  ]);
  const codes = (await eventsOf()).map((event) => "station" in event && event.station);
  expect(codes.filter((code) => code === "lab")).toHaveLength(2);
});

test("entrance and exit are given to stations by their labels, also to those that exist", async () => {
  await send([row(2, "a", "Registration", START)], { entrance: "Registration", exit: "Provider" });
  const kinds = (await sut.store.settings.readFresh("main"))?.stations.map(
    ({ label, kind }) => `${label}: ${kind}`,
  );
  expect(kinds).toContain("Registration: entrance");
  expect(kinds).toContain("Provider: exit");
});

test("bad rows are named by their lines, and the rest goes in", async () => {
  const answer = await send([
    row(2, "a", "Lab", START),
    { ...row(3, "a", "Lab", START), at: "yesterday, SECRET" },
    { ...row(4, "a", "Lab", START), case: "" },
    row(5, "a", "   ", START),
    row(6, "a", "Lab", START - 1),
    row(7, "a", "Lab", NOW + 10 * 60_000 + 1),
    { ...row(8, "a", "Lab", START), caseStartedAt: "1899-12-31T23:59:59.999Z" },
    row(9, "a", "x".repeat(81), START),
    row(10, "b", "Lab", START),
  ]);
  expect(answer.stored).toBe(2);
  expect(answer.rejected).toEqual([
    { line: 3, reason: expect.stringMatching(/^at: /) },
    { line: 4, reason: expect.stringMatching(/^case: /) },
    { line: 5, reason: "the activity is empty" },
    { line: 6, reason: "the time is before the start of its case" },
    { line: 7, reason: "the time is in the future" },
    { line: 8, reason: "the time is before 1900" },
    { line: 9, reason: expect.stringMatching(/^activity: /) },
  ]);
  expect(JSON.stringify(answer)).not.toContain("SECRET");
});

test("a 201st station is refused by line", async () => {
  const rows = Array.from({ length: 195 }, (_, index) =>
    row(index + 2, "a", `Room ${index}`, START),
  );
  const answer = await send(rows);
  expect(answer.createdStations).toHaveLength(190);
  expect(answer.rejected.map(({ line }) => line)).toEqual([192, 193, 194, 195, 196]);
  expect(answer.stored).toBe(190);
});

test("a batch without lines, of 501 rows, or for no site is refused whole", async () => {
  const path = "/api/v1/sites/main/event-log";
  const { line: _, ...nameless } = row(2, "a", "Lab", START);
  const unnamed = await sut.staff("POST", path, { rows: [nameless] });
  expect([unnamed.status, await unnamed.json()]).toMatchObject([
    400,
    { error: { details: { field: "rows.0.line" } } },
  ]);
  const rows = Array.from({ length: 501 }, (_, index) => row(index + 2, "a", "Lab", START));
  expect((await sut.staff("POST", path, { rows })).status).toBe(400);
  expect((await sut.staff("POST", "/api/v1/sites/no/event-log", { rows: [] })).status).toBe(404);
  expect(await eventsOf()).toEqual([]);
});

test("batches that make stations at the same time lose none", async () => {
  const batches = ["North", "South", "East", "West"].map((name, index) =>
    send([row(index + 2, name, name, START)]),
  );
  await Promise.all(batches);
  const labels = (await sut.store.settings.readFresh("main"))?.stations.map(({ label }) => label);
  expect(labels).toEqual(expect.arrayContaining(["North", "South", "East", "West"]));
  expect(await eventsOf()).toHaveLength(4);
});
