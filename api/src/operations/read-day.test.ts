import { addDays, dayBounds, daysBetween } from "@throughline/shared/calendar.ts";
import { type FlowDay, flowDaySchema } from "@throughline/shared/figures.ts";
import { seededRandom } from "@throughline/shared/testing/random.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPhone, iso } from "../testing/phone.ts";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";

const QUARTER = 900_000;
const HOUR = 4 * QUARTER;
let sut: AppUnderTest;
beforeEach(async () => {
  sut = await startApp({ nowMs: Date.parse("2026-11-20T12:00:00.000Z") });
  await sut.addSite("main", { visitLimitHours: 24 });
  await sut.addSite("berlin", { timeZone: "Europe/Berlin" });
});
afterEach(() => sut.close());

const askDay = async (day: string, site = "main"): Promise<FlowDay> => {
  const answer = await sut.staff("GET", `/api/v1/sites/${site}/flow/days/${day}`);
  return flowDaySchema.parse(await answer.json());
};
const counts = async (day: string, site?: string) =>
  (await askDay(day, site)).census.map(({ n }) => n);

/** Imports stays: per case its instants (epoch ms), from the entrance to the lab. */
const importStays = async (stays: Map<string, number[]>, site = "main") => {
  const rows = [...stays].flatMap(([name, instants]) =>
    instants.map((ms, index) => ({
      line: index + 2,
      case: name,
      caseStartedAt: iso(Math.min(...instants)),
      activity: index === 0 ? "Entrance" : "Lab",
      at: iso(ms),
      occurrence: index,
    })),
  );
  const answer = await sut.staff("POST", `/api/v1/sites/${site}/event-log`, { rows });
  expect(await answer.json()).toMatchObject({ stored: rows.length });
};

test("an imported stay of three days is inside on each of them", async () => {
  const stay = ["2026-03-02T09:00:00.000Z", "2026-03-05T00:00:00.000Z"].map(Date.parse);
  await importStays(new Map([["a", stay]]));
  expect(await counts("2026-03-01")).toEqual(new Array(96).fill(0));
  expect(await counts("2026-03-02")).toEqual([...new Array(36).fill(0), ...new Array(60).fill(1)]);
  expect(await counts("2026-03-03")).toEqual(new Array(96).fill(1));
  expect(await counts("2026-03-04")).toEqual(new Array(96).fill(1));
  // It left with the stroke of midnight.
  expect(await counts("2026-03-05")).toEqual(new Array(96).fill(0));
});

test("a stay of a century costs a day's answer one further summary", async () => {
  const stay = ["1910-03-02T09:00:00.000Z", "2026-03-05T09:00:00.000Z"].map(Date.parse);
  await importStays(new Map([["a", stay]]));
  expect(await counts("1969-07-20")).toEqual(new Array(96).fill(1));
  expect((await counts("2026-03-05")).filter((n) => n === 1)).toHaveLength(36);
});

test("the census of every day is that of the raw stays, over a change of the clocks", async () => {
  const random = seededRandom(11);
  const from = "2026-03-25";
  const to = "2026-04-08";
  const firstMs = dayBounds(from, "Europe/Berlin").startMs;
  const stays = new Map<string, number[]>();
  for (let number = 0; number < 60; number++) {
    // At quarters often, so that boundaries are met exactly.
    const startMs = firstMs + random.int(10 * 96) * QUARTER;
    const lengths = [random.int(90 * HOUR), random.int(200) * QUARTER];
    stays.set(`case ${number}`, [startMs, ...lengths.map((ms) => startMs + ms)]);
  }
  await importStays(stays, "berlin");
  for (const day of daysBetween(from, to)) {
    const { startMs, endMs } = dayBounds(day, "Europe/Berlin");
    const expected: number[] = [];
    for (let ms = startMs; ms < endMs; ms += QUARTER) {
      const inside = [...stays.values()].filter(
        (stay) => Math.min(...stay) <= ms && ms < Math.max(...stay),
      );
      expected.push(inside.length);
    }
    expect([day, await counts(day, "berlin")]).toEqual([day, expected]);
  }
});

/** Scans of one phone at instants, each pushed at once. */
const scanAt = async (instants: readonly string[]) => {
  const startedMs = Date.parse(instants[0] as string);
  const phone = createPhone({ visit: 1, visitDay: clinicDay(startedMs, "UTC"), startedMs });
  for (const instant of instants) {
    sut.clock.nowMs = Date.parse(instant);
    const push = phone.push(sut.clock.nowMs, [phone.scan(sut.clock.nowMs, "lab")]);
    const answer = await sut.anyone("POST", "/api/v1/public/sites/main/scans", push);
    expect(await answer.json()).toMatchObject({ results: [{ status: "stored" }] });
  }
};

test("a phone that keeps scanning for days is inside until the limit after its last scan", async () => {
  await scanAt([
    "2026-11-16T20:00:00.000Z",
    "2026-11-17T19:00:00.000Z",
    "2026-11-18T18:00:00.000Z",
    "2026-11-19T17:00:00.000Z",
  ]);
  const limit = Date.parse("2026-11-20T17:00:00.000Z");
  sut.clock.nowMs = limit;
  expect(await askDay("2026-11-20")).toMatchObject({ visits: 0, open: 0, inside: 1 });
  expect(await counts("2026-11-20")).toEqual(new Array(69).fill(1));
  expect(await counts("2026-11-18")).toEqual(new Array(96).fill(1));
  // A millisecond later it is abandoned, and was inside until its last scan.
  sut.clock.nowMs = limit + 1;
  expect(await askDay("2026-11-20")).toMatchObject({ inside: 0 });
  expect(await counts("2026-11-20")).toEqual(new Array(69).fill(0));
  expect((await counts("2026-11-19")).filter((n) => n === 1)).toHaveLength(17 * 4);
});

test("a visit over one midnight that is still open is inside on the second morning", async () => {
  await scanAt(["2026-11-18T20:00:00.000Z", "2026-11-19T18:00:00.000Z"]);
  sut.clock.nowMs = Date.parse("2026-11-20T18:00:00.000Z");
  expect(await askDay("2026-11-20")).toMatchObject({ visits: 0, inside: 1 });
  expect((await counts("2026-11-20")).at(-1)).toBe(1);
  sut.clock.nowMs += 1;
  expect(await askDay("2026-11-20")).toMatchObject({ visits: 0, inside: 0 });
});

test("a day to come looks at no day before it", async () => {
  await scanAt(["2026-11-20T08:00:00.000Z"]);
  expect(await askDay(addDays("2026-11-20", 1))).toMatchObject({ census: [], inside: null });
});
