import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayBounds } from "../calendar.ts";
import type { Event, ScanEvent } from "../event.ts";
import type { FlowFilter } from "../flow-filter.ts";
import { defaultSettings, hoursToMs } from "../site.ts";
import { arbitraryEvents } from "../testing/arbitrary-events.ts";
import { reason, scan, visitOf } from "../testing/builders.ts";
import { canonicalSummary, type DaySummary } from "./day-summary.ts";
import { figuresOf } from "./figures-of.ts";
import { groupVisits } from "./group-visits.ts";
import { mergeSummaries } from "./merge-summaries.ts";
import { measureOpenSeconds } from "./open-time.ts";
import { selectVisits, takenDays } from "./select-visits.ts";
import { type SummariseOptions, summariseDay, summariseVisits } from "./summarise-day.ts";

/** A day of 25 hours, on which the hour from 2 to 3 comes twice. */
const day = "2026-10-25";
const settings = defaultSettings("Europe/Berlin");
const { timeZone, stations } = settings;
const { startMs, endMs } = dayBounds(day, timeZone);
const options = (nowMs: number): SummariseOptions => ({
  day,
  timeZone,
  stations,
  visitLimitMs: hoursToMs(settings.visitLimitHours),
  nowMs,
});
const summarise = (events: readonly Event[], filter: FlowFilter, nowMs: number): DaySummary =>
  summariseVisits(selectVisits(filter, timeZone)(groupVisits(events)), options(nowMs));

const wall = new Intl.DateTimeFormat("en-US", { timeZone, hour: "numeric", hourCycle: "h23" });

/** The events of the visits that a filter takes, found anew and naively. */
const filterEvents = (events: readonly Event[], filter: FlowFilter): Event[] => {
  const isTaken = (visitId: string) => {
    const own = events.filter((event) => event.visitId === visitId && !event.test);
    const undone = own.flatMap((event) => (event.type === "void" ? [event.scanId] : []));
    const scans = own.filter(
      (event): event is ScanEvent => event.type === "scan" && !undone.includes(event.id),
    );
    const known = scans.filter(({ timeUnknown }) => !timeUnknown).map(({ at }) => Date.parse(at));
    const hour = Number(wall.format(new Date(Math.min(...known, Number.MAX_SAFE_INTEGER / 2))));
    const given = own
      .filter((event) => event.type === "reason")
      .sort((a, b) => (a.at === b.at ? a.seq - b.seq : a.at < b.at ? -1 : 1));
    if (scans.length === 0) return false;
    if (filter.reasons && !filter.reasons.includes(given.at(-1)?.reason ?? "")) return false;
    if (!filter.hours) return true;
    const { from, to } = filter.hours;
    const hours = Array.from({ length: 24 }, (_, index) => (from + index) % 24);
    const wanted = hours.slice(0, (to - from + 24) % 24 || 24);
    return known.length > 0 && wanted.includes(hour);
  };
  return events.filter((event) => !event.test && isTaken(event.visitId));
};

const filters: fc.Arbitrary<FlowFilter> = fc.oneof(
  fc.record({ reasons: fc.subarray(["", "check-up", "urgent"], { minLength: 1 }) }),
  fc.record({
    hours: fc
      .record({ from: fc.integer({ min: 0, max: 23 }), to: fc.integer({ min: 1, max: 24 }) })
      .filter(({ from, to }) => from !== to),
  }),
  fc.record({
    reasons: fc.subarray(["", "check-up", "urgent"], { minLength: 1 }),
    hours: fc.constantFrom({ from: 2, to: 3 }, { from: 22, to: 4 }, { from: 0, to: 24 }),
  }),
);
const now = fc.integer({ min: startMs, max: endMs + 100_000_000 });
const events = arbitraryEvents(startMs, 12);

describe("a summary of selected visits", () => {
  test("is that of their events alone, byte for byte", () => {
    fc.assert(
      fc.property(events, filters, now, (drawn, filter, nowMs) => {
        expect(canonicalSummary(summarise(drawn, filter, nowMs))).toBe(
          canonicalSummary(summariseDay(filterEvents(drawn, filter), options(nowMs))),
        );
      }),
      { numRuns: 300 },
    );
  });

  test("is that of the day when nothing is left out", () => {
    fc.assert(
      fc.property(events, now, (drawn, nowMs) => {
        expect(canonicalSummary(summarise(drawn, {}, nowMs))).toBe(
          canonicalSummary(summariseDay(drawn, options(nowMs))),
        );
      }),
    );
  });

  test("adds up with those of all other reasons to the figures of the day", () => {
    const figures = (summaries: DaySummary[]) => {
      const { quality, ...rest } = figuresOf(mergeSummaries(summaries), {
        ...settings,
        attendance: [],
      });
      // These belong to no visit, so to no reason.
      const { voidedScans, testScans, ...ofVisits } = quality;
      return { ...rest, quality: ofVisits };
    };
    fc.assert(
      fc.property(events, now, (drawn, nowMs) => {
        const parts = ["", "check-up", "urgent"].map((code) =>
          summarise(drawn, { reasons: [code] }, nowMs),
        );
        expect(figures(parts)).toEqual(figures([summariseDay(drawn, options(nowMs))]));
      }),
    );
  });

  test("takes both hours of one name, and hours over midnight", () => {
    const drawn = [
      scan("first two", "entrance", "2026-10-25T00:30:00.000Z"),
      scan("second two", "entrance", "2026-10-25T01:30:00.000Z"),
      scan("three", "entrance", "2026-10-25T02:00:00.000Z"),
      scan("late", "entrance", "2026-10-25T22:30:00.000Z"),
    ];
    const visits = (hours: FlowFilter["hours"]) =>
      summarise(drawn, { hours }, Date.parse("2026-11-01T00:00:00Z")).scans;
    expect(visits({ from: 2, to: 3 })).toBe(2);
    expect(visits({ from: 3, to: 4 })).toBe(1);
    expect(visits({ from: 22, to: 3 })).toBe(3);
    expect(visits({ from: 0, to: 24 })).toBe(4);
  });

  test("goes by the latest reason, and leaves test scans and scans undone to nobody", () => {
    const drawn = [
      ...visitOf("a", day, [["entrance", "08:00"]]),
      reason("a", "urgent", `${day}T08:01:00.000Z`),
      reason("a", "other", `${day}T08:02:00.000Z`),
      scan("staff", "entrance", `${day}T08:00:00.000Z`, { test: true }),
    ];
    const nowMs = endMs;
    expect(summarise(drawn, { reasons: ["urgent"] }, nowMs).scans).toBe(0);
    expect(summarise(drawn, { reasons: ["other"] }, nowMs)).toMatchObject({
      scans: 1,
      quality: { testScans: 0 },
    });
  });
});

describe("open time", () => {
  const measured = (drawn: Event[], openingHours: typeof settings.openingHours) =>
    summariseDay(drawn, {
      ...options(endMs + 1e9),
      secondsBetween: measureOpenSeconds({ openingHours, timeZone }),
    });
  const sundays = (opens: string, closes: string) => [{ weekday: 7, opens, closes }];

  test("is all time at a site that never closes", () => {
    const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      weekday,
      opens: "00:00",
      closes: "24:00",
    }));
    fc.assert(
      fc.property(events, (drawn) => {
        expect(canonicalSummary(measured(drawn, always))).toBe(
          canonicalSummary(summariseDay(drawn, options(endMs + 1e9))),
        );
      }),
    );
  });

  test("is what waits and stays are made of", () => {
    // On this winter-time Sunday the clinic's 09:00 is 08:00 UTC.
    const drawn = visitOf("a", day, [
      ["entrance", "07:30"],
      ["vitals", "08:10"],
      ["check-out", "10:30"],
    ]);
    const figures = figuresOf(mergeSummaries([measured(drawn, sundays("09:00", "11:00"))]), {
      ...settings,
      attendance: [],
    });
    expect(figures.durationSeconds.p50).toBe(2 * 3600);
    expect(figures.transitions.map(({ fromCode, maxSeconds }) => [fromCode, maxSeconds])).toEqual([
      ["entrance", 600],
      ["vitals", 6_600],
    ]);
  });
});

test("weekdays take days and leave others out", () => {
  const week = ["2026-11-16", "2026-11-17", "2026-11-20", "2026-11-22"];
  expect(takenDays(week, {})).toEqual(week);
  expect(takenDays(week, { weekdays: [1, 7] })).toEqual(["2026-11-16", "2026-11-22"]);
});
