import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addDays } from "@throughline/shared/calendar.ts";
import type { Event } from "@throughline/shared/event.ts";
import type { FlowDay, FlowRange } from "@throughline/shared/figures.ts";
import { defaultStations } from "@throughline/shared/station.ts";
import { arbitraryEvents } from "@throughline/shared/testing/arbitrary-events.ts";
import { scan } from "@throughline/shared/testing/builders.ts";
import { simulateHospitalDay } from "@throughline/shared/testing/hospital-day.ts";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requireSettings } from "../operations/site-settings.ts";
import { storeEvents } from "../operations/store-events.ts";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";
import { batchEventLog } from "./event-log-batches.ts";
import { readEventLog } from "./event-log-rows.ts";

const timeZone = "Europe/Berlin";
const DAY = "2026-03-02";
const NEXT = addDays(DAY, 1);
const folder = mkdtempSync(join(tmpdir(), "throughline-round-trip-"));
let sut: AppUnderTest;
let sites = 0;
beforeAll(async () => {
  sut = await startApp({ nowMs: Date.parse("2026-03-10T09:00:00.000Z") });
});
afterAll(async () => {
  await sut.close();
  rmSync(folder, { recursive: true });
});

/** A site whose labels need care, with these events on their days. */
const addSource = async (days: Record<string, readonly Event[]>) => {
  const site = `source-${++sites}`;
  const labels: Record<string, string> = { lab: '=Lab, "1st"', admin: "'=Lab", imr: "Vitals" };
  await sut.addSite(site, {
    timeZone,
    stations: defaultStations.map((station) => ({
      ...station,
      label: labels[station.code] ?? station.label,
    })),
    reasons: [
      { code: "check-up", label: "Check-up & talk" },
      { code: "urgent", label: "@urgent" },
    ],
  });
  const settings = await requireSettings(sut.store, site);
  for (const [day, events] of Object.entries(days)) {
    const dated = events.map((event) => ({ day, event }));
    await storeEvents({ store: sut.store, now: sut.deps.now }, site, settings, dated);
  }
  return site;
};

const exportText = async (site: string) => {
  const path = `/api/v1/sites/${site}/events.csv?from=${DAY}&to=${NEXT}`;
  return (await sut.staff("GET", path)).text();
};

/** Imports a file into a site that knows none of its stations and reasons, as `npm run import` does. */
const importText = async (text: string, target?: string) => {
  const site = target ?? `target-${++sites}`;
  if (!target) {
    const stations = [{ code: "elsewhere", label: "Elsewhere", kind: "service" as const }];
    await sut.addSite(site, { timeZone, stations, reasons: [] });
  }
  const file = join(folder, "events.csv");
  writeFileSync(file, text);
  const columns = { case: "case", activity: "activity", time: "time", where: [] };
  const read = () => readEventLog(file, columns, timeZone);
  const bad: unknown[] = [];
  let stored = 0;
  for await (const { rows } of batchEventLog(read, (row) => bad.push(row))) {
    const answer = await sut.staff("POST", `/api/v1/sites/${site}/event-log`, { rows });
    const body = (await answer.json()) as { stored: number; rejected: unknown[] };
    stored += body.stored;
    bad.push(...body.rejected);
  }
  expect(bad).toEqual([]);
  return { site, stored };
};

const readFigures = async (site: string): Promise<FlowRange> => {
  const answer = await sut.staff("GET", `/api/v1/sites/${site}/flow?from=${DAY}&to=${NEXT}`);
  return (await answer.json()) as FlowRange;
};

const readDay = async (site: string, day: string): Promise<FlowDay> =>
  (await sut.staff("GET", `/api/v1/sites/${site}/flow/days/${day}`)).json() as Promise<FlowDay>;

const byCode = <T extends { code: string }>(rows: readonly T[]) =>
  [...rows].sort((a, b) => (a.code < b.code ? -1 : 1));

/** The figures without what only the devices knew, and without stations that nobody passed. */
const comparable = (figures: FlowRange) => {
  const { voidedScans, testScans, correctedTimes, uncertainTransitions, lateVisits, ...quality } =
    figures.quality;
  return {
    ...figures,
    steps: byCode(figures.steps.filter(({ visits }) => visits > 0)),
    dwell: byCode(figures.dwell),
    quality,
  };
};

const hospital = (day: string, seed: number) =>
  simulateHospitalDay({ seed, scans: 600, day, timeZone });

test("a hospital's days come back with the same figures", async () => {
  const slip = "a slip over midnight";
  const site = await addSource({
    [DAY]: [...hospital(DAY, 5), scan(slip, "lab", `${DAY}T22:30:00.000Z`)],
    [NEXT]: [...hospital(NEXT, 6), scan(slip, "vitals", `${NEXT}T06:00:00.000Z`)],
  });
  const before = await readFigures(site);
  expect(before.quality.unknownTimes).toBeGreaterThan(0);
  expect(before.quality.voidedScans).toBeGreaterThan(0);
  expect(before.reasons.length).toBeGreaterThan(2);
  expect(before.abandoned).toBeGreaterThan(0);
  const text = await exportText(site);
  const after = await importText(text);
  expect(comparable(await readFigures(after.site))).toEqual(comparable(before));
  for (const day of [DAY, NEXT]) {
    const [there, here] = [await readDay(site, day), await readDay(after.site, day)];
    expect([here.census, here.arrivals]).toEqual([there.census, there.arrivals]);
  }
  expect((await importText(text, after.site)).stored).toBe(0);
  // Another export of the same visits, and one of the import, tell the same under other names.
  const again = await exportText(after.site);
  const bare = (csv: string) =>
    csv
      .replace(/^[0-9a-f]{16},/gm, "")
      .split("\r\n")
      .sort();
  expect(bare(again)).toEqual(bare(text));
  const names = (csv: string) => new Set(csv.match(/^[0-9a-f]{16}(?=,)/gm));
  const others = names(await exportText(site));
  expect([...names(again)].filter((name) => others.has(name))).toEqual([]);
});

test("and so do visits with everything that can happen to them", async () => {
  const start = Date.parse(`${DAY}T00:00:00.000+01:00`);
  await fc.assert(
    fc.asyncProperty(arbitraryEvents(start), async (events) => {
      const site = await addSource({ [DAY]: events });
      const { site: copy } = await importText(await exportText(site));
      const [before, after] = [await readFigures(site), await readFigures(copy)];
      expect(comparable(after)).toEqual(comparable(before));
    }),
    { numRuns: 25 },
  );
});

test("a row that was spoilt is named by what is wrong with it", async () => {
  const header = "case,activity,time,received,day,station,kind,reason,reason_code,ended";
  const rows = [
    "a,Lab,2026-03-02T08:00:00.000Z,,2026-02-30,lab,service,,,",
    "a,Lab,2026-03-02T08:00:00.000Z,,2026-03-02,a lab,service,,,",
    "a,Lab,2026-03-02T08:00:00.000Z,,2026-03-02,lab,door,,,",
    "a,Lab,,soon,2026-03-02,lab,service,,,",
    "a,Lab,2026-03-02T08:00:00.000Z,,2026-03-02,lab,service,X,no code,",
  ];
  const file = join(folder, "spoilt.csv");
  writeFileSync(file, [header, ...rows].join("\n"));
  const columns = { case: "case", activity: "activity", time: "time", where: [] };
  const problems: unknown[] = [];
  for await (const row of readEventLog(file, columns, timeZone)) {
    problems.push("problem" in row ? row.problem : row);
  }
  expect(problems).toEqual([
    '"day" holds no day that exists',
    '"station" holds no station code',
    '"kind" is none of entrance, service, exit',
    '"received" holds no ISO 8601 date and time that exists',
    '"reason_code" holds no code',
  ]);
});
