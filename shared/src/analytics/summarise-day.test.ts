import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayBounds } from "../calendar.ts";
import type { Event } from "../event.ts";
import { defaultStations } from "../station.ts";
import { arbitraryEvents, arbitraryOrder } from "../testing/arbitrary-events.ts";
import { end, reason, scan, visitOf, voidOf } from "../testing/builders.ts";
import { simulateHospitalDay } from "../testing/hospital-day.ts";
import { encodeHistogram } from "./coded-histogram.ts";
import { canonicalSummary, emptySummary } from "./day-summary.ts";
import { groupVisits } from "./group-visits.ts";
import { summariseDay } from "./summarise-day.ts";

const day = "2026-11-20";
const HOUR_MS = 3_600_000;
const nextWeek = Date.parse("2026-11-27T00:00:00.000Z");

const summarise = (events: readonly Event[], nowMs = nextWeek, timeZone = "UTC") =>
  summariseDay(events, {
    day,
    timeZone,
    stations: defaultStations,
    visitLimitMs: 12 * HOUR_MS,
    nowMs,
  });

const seconds = (...values: number[]) => encodeHistogram({ values, counts: values.map(() => 1) });

describe("the summary of a day", () => {
  test("has the same bytes for any order of the same events, and for repeats", () => {
    const { startMs } = dayBounds(day, "UTC");
    const twice = arbitraryEvents(startMs).chain((events) =>
      fc.tuple(fc.constant(events), arbitraryOrder(events)),
    );
    fc.assert(
      fc.property(twice, ([events, shuffled]) => {
        const nowMs = startMs + 30 * HOUR_MS;
        expect(canonicalSummary(summarise(shuffled, nowMs))).toBe(
          canonicalSummary(summarise(events, nowMs)),
        );
      }),
      { numRuns: 300 },
    );
  });

  test("does not change as time goes by once no visit is open", () => {
    const events = simulateHospitalDay({ seed: 5, scans: 3_000, day, timeZone: "UTC" });
    const summary = summarise(events);
    expect(summary.open).toBe(0);
    expect(canonicalSummary(summarise(events, nextWeek + 1_000 * HOUR_MS))).toBe(
      canonicalSummary(summary),
    );
  });

  test("comes back from its text", () => {
    const summary = summarise(simulateHospitalDay({ seed: 6, scans: 500, day, timeZone: "UTC" }));
    expect(JSON.parse(canonicalSummary(summary))).toEqual(summary);
  });

  test("of a worked day holds what happened", () => {
    const [wrong] = visitOf("a", day, [["lab", "08:04"]]);
    const events: Event[] = [
      ...visitOf("a", day, [
        ["entrance", "08:00"],
        ["vitals", "08:10"],
        ["vitals", "08:25"],
        ["check-out", "09:00"],
      ]),
      wrong as Event,
      voidOf(wrong as ReturnType<typeof scan>),
      reason("a", "urgent", `${day}T08:01:00.000Z`),
      reason("a", "follow-up", `${day}T08:02:00.000Z`),
      ...visitOf("b", day, [["check-in", "08:59:59"]]),
      end("b", `${day}T09:05:00.000Z`),
      ...visitOf("c", day, [
        ["entrance", "23:50"],
        ["vitals", "24:00"],
      ]).map((event, i) => (i ? { ...event, at: "2026-11-21T00:20:30.900Z" } : event)),
      scan("d", "entrance", `${day}T10:00:00.000Z`, { test: true }),
    ];
    expect(summarise(events)).toEqual({
      ...emptySummary(day),
      scans: 7,
      completed: 2,
      abandoned: 1,
      stations: ["check-in", "check-out", "entrance", "vitals"],
      paths: {
        completed: [
          [[0], 1],
          [[2, 3, 3, 1], 1],
        ],
        abandoned: [[[2, 3], 1]],
        open: [],
      },
      // Floored: 23:50 to 00:20:30.900 are 1,830 whole seconds.
      durations: { completed: seconds(0, 3_600), abandoned: seconds(1_830), open: seconds() },
      transitions: [
        [2, 3, seconds(600, 1_830)],
        [3, 1, seconds(2_100)],
        [3, 3, seconds(900)],
      ],
      arrivals: [
        [Date.parse(`${day}T08:00:00.000Z`), 8, 2],
        [Date.parse(`${day}T23:00:00.000Z`), 23, 1],
      ],
      census: [
        [32, 1],
        [36, 0],
        [96, 1],
        [98, 0],
      ],
      reasons: [
        ["", 2],
        ["follow-up", 1],
      ],
      quality: {
        ...emptySummary(day).quality,
        withoutEntrance: 1,
        withoutExit: 2,
        singleScan: 1,
        correctedTimes: 1,
        voidedScans: 1,
        testScans: 1,
      },
    });
  });

  test("leaves scans of unknown time out of all times, and in all counts", () => {
    const [first, second, third] = visitOf("a", day, [
      ["entrance", "08:00"],
      ["vitals", "08:10"],
      ["check-out", "09:00"],
    ]) as [Event, Event, Event];
    const unknown = { timeUnknown: true };
    const middle = summarise([first, { ...second, ...unknown }, third]);
    expect(middle).toMatchObject({
      scans: 3,
      transitions: [],
      durations: { completed: seconds(3_600) },
    });
    const start = summarise([{ ...first, ...unknown }, second, third]);
    expect(start).toMatchObject({ transitions: [[2, 0, seconds(3_000)]] });
    expect(start.durations.completed).toBe(seconds());
    expect(start.arrivals).toEqual([[Date.parse(`${day}T08:00:00.000Z`), 8, 1]]);
    const all = summarise([first, second, third].map((event) => ({ ...event, ...unknown })));
    expect(all).toMatchObject({ completed: 1, scans: 3, arrivals: [], census: [] });
    expect(all.quality.unknownTimes).toBe(3);
  });

  test("abandons a visit a millisecond after the limit since its last scan", () => {
    const events = visitOf("a", day, [["entrance", "08:00"]]);
    const due = Date.parse(`${day}T20:00:00.000Z`);
    expect(summarise(events, due)).toMatchObject({ open: 1, abandoned: 0 });
    expect(summarise(events, due).durations.open).toBe(seconds(43_200));
    expect(summarise(events, due + 1)).toMatchObject({ open: 0, abandoned: 1 });
  });

  test("tells transitions that are shorter than what both clocks may be off", () => {
    const at = (time: string, uncertaintyMs: number) =>
      scan("a", "vitals", `${day}T08:00:${time}Z`, { uncertaintyMs });
    const uncertain = (...scans: Event[]) => summarise(scans).quality.uncertainTransitions;
    expect(uncertain(at("00.000", 5_000), at("10.000", 5_000))).toBe(0);
    expect(uncertain(at("00.000", 5_000), at("09.999", 5_000))).toBe(1);
    expect(uncertain(at("00.000", 0), at("00.001", 0))).toBe(0);
  });

  test("tells visits of which something came after the day had closed, and when the last did", () => {
    const [first, second] = visitOf("a", day, [
      ["entrance", "08:00"],
      ["check-out", "09:00"],
    ]) as [Event, Event];
    // The day's end and the limit of 12 hours.
    const inTime = { ...second, receivedAt: "2026-11-21T11:59:59.999Z" };
    const late = { ...second, receivedAt: "2026-11-21T12:00:00.000Z" };
    const later = end("b", `${day}T10:00:00.000Z`, { receivedAt: "2026-11-23T07:00:00.000Z" });
    const other = scan("b", "lab", `${day}T08:00:00.000Z`);
    const lateness = (...events: Event[]) => {
      const { quality, changedAt } = summarise(events);
      return [quality.lateVisits, changedAt];
    };
    expect(lateness(first, inTime)).toEqual([0, null]);
    expect(lateness(first, late)).toEqual([1, late.receivedAt]);
    expect(lateness(later, first, late, other)).toEqual([2, later.receivedAt]);
    expect(lateness(first, { ...late, imported: true })).toEqual([0, null]);
    expect(lateness(first, inTime, { ...other, ...late, test: true } as Event)).toEqual([0, null]);
  });

  test("of a day without events is empty", () => {
    expect(summarise([])).toEqual(emptySummary(day));
  });
});

describe("grouping events", () => {
  test("counts the undone scans of visits that have none left", () => {
    const only = scan("a", "lab", `${day}T08:00:00.000Z`);
    expect(groupVisits([only, voidOf(only), only])).toEqual({
      visits: [],
      voidedScans: 1,
      testScans: 0,
    });
  });

  test("leaves every event of staff out, and counts their scans once", () => {
    const scanned = scan("a", "lab", `${day}T08:00:00.000Z`);
    const staff = { ...scan("b", "lab", `${day}T08:00:00.000Z`), test: true };
    const ended = end("a", `${day}T08:10:00.000Z`, { test: true });
    const grouped = groupVisits([scanned, staff, staff, ended]);
    expect(grouped.testScans).toBe(1);
    expect(grouped.visits).toMatchObject([{ id: "a", ended: false }]);
  });
});
