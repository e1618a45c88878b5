import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dayBounds } from "../calendar.ts";
import type { Event } from "../event.ts";
import { defaultSettings, hoursToMs, type SiteSettings } from "../site.ts";
import { arbitraryEvents } from "../testing/arbitrary-events.ts";
import { simulateHospitalDay } from "../testing/hospital-day.ts";
import { canonicalSummary, type DaySummary } from "./day-summary.ts";
import { figuresOf } from "./figures-of.ts";
import { mergeSummaries } from "./merge-summaries.ts";
import { recompute } from "./recompute.fixture.ts";
import { summariseDay } from "./summarise-day.ts";

const settings: SiteSettings = {
  ...defaultSettings("Europe/Berlin"),
  targets: [{ from: "entrance", to: "check-in", seconds: 240 }],
};
const first = "2026-10-24";
const days = [first, addDays(first, 1), addDays(first, 2)];

const figuresByMerging = (history: { day: string; events: Event[] }[], nowMs: number) => {
  const summaries = history.map(({ day, events }) => {
    const { timeZone, stations, visitLimitHours } = settings;
    const visitLimitMs = hoursToMs(visitLimitHours);
    const summary = summariseDay(events, { day, timeZone, stations, visitLimitMs, nowMs });
    return JSON.parse(canonicalSummary(summary)) as DaySummary;
  });
  const figures = figuresOf(mergeSummaries(summaries), { ...settings, attendance: [] });
  return {
    ...figures,
    reasons: figures.reasons.map(({ code, n }): [string, number] => [code, n]),
  };
};

describe("the figures of merged summaries", () => {
  test("are those recomputed from the raw events, to the digit", () => {
    const history = fc.tuple(
      ...days.map((day) => arbitraryEvents(dayBounds(day, settings.timeZone).startMs)),
    );
    const { startMs, endMs } = dayBounds(days[2] as string, settings.timeZone);
    fc.assert(
      fc.property(history, fc.integer({ min: startMs, max: endMs + 100_000_000 }), (drawn, now) => {
        // Nothing is stored from the future.
        const known = days.map((day, i) => ({
          day,
          events: (drawn[i] as Event[]).filter((event) => Date.parse(event.at) <= now),
        }));
        expect(figuresByMerging(known, now)).toEqual(recompute(known, settings, now));
      }),
      { numRuns: 300 },
    );
  });

  test("are those recomputed of simulated hospital days, some visits still open", () => {
    const history = days.map((day, seed) => ({
      day,
      events: simulateHospitalDay({ seed, scans: 600, day, timeZone: settings.timeZone }),
    }));
    const nowMs = Date.parse("2026-10-26T10:00:00.000Z");
    const known = history.map(({ day, events }) => ({
      day,
      events: events.filter((event) => Date.parse(event.at) <= nowMs),
    }));
    const figures = figuresByMerging(known, nowMs);
    expect(figures).toEqual(recompute(known, settings, nowMs));
    expect(figures.open).toBeGreaterThan(0);
    expect(figures.abandoned).toBeGreaterThan(0);
  });

  test("agree with one another", () => {
    const events = days.flatMap((day, seed) =>
      simulateHospitalDay({ seed, scans: 2_000, day, timeZone: settings.timeZone }),
    );
    const nowMs = Date.parse("2026-11-01T00:00:00.000Z");
    const figures = figuresByMerging([{ day: first, events }], nowMs);
    const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);
    expect(figures.visits).toBe(figures.completed + figures.abandoned + figures.open);
    expect(sum(figures.reasons.map(([, n]) => n))).toBe(figures.visits);
    expect(sum(figures.dwell.map(({ n }) => n))).toBe(sum(figures.transitions.map(({ n }) => n)));
    expect(figures.paths).toHaveLength(20);
    expect(figures.distinctPaths).toBeGreaterThan(20);
  });

  test("do not depend on the order of the days", () => {
    const history = days.map((day, seed) => ({
      day,
      events: simulateHospitalDay({ seed, scans: 300, day, timeZone: settings.timeZone }),
    }));
    const nowMs = Date.parse("2026-11-01T00:00:00.000Z");
    expect(figuresByMerging([...history].reverse(), nowMs)).toEqual(
      figuresByMerging(history, nowMs),
    );
  });
});
