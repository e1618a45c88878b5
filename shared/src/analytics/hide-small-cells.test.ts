import { describe, expect, test } from "vitest";
import { addDays, dayBounds } from "../calendar.ts";
import { end, reason, visitOf } from "../testing/builders.ts";
import { simulateHospitalDay } from "../testing/hospital-day.ts";
import {
  DAY,
  dayOf,
  LATER,
  rangeOf,
  settings,
  stations,
  summaryOf,
  timeZone,
} from "../testing/small-cells/figures.ts";
import { flowDay } from "./flow-day.ts";
import { hideSmallCells, hideSmallCellsOfDay, hideSmallCellsOfRange } from "./hide-small-cells.ts";

/** `n` visits of these stations, five minutes a step, named apart from others by `name`. */
const visits = (n: number, name: string, codes: readonly string[], hour = "08") =>
  Array.from({ length: n }, (_, index) =>
    visitOf(
      `${name}-${index}`,
      DAY,
      codes.map((code, step) => [code, `${hour}:${String(step * 5).padStart(2, "0")}`]),
    ),
  ).flat();

const whole = ["entrance", "vitals", "check-out"];

describe("the boundaries", () => {
  test.each([
    [0, 0],
    [1, null],
    [10, null],
    [11, 11],
  ])("of %i visits %s is shown", (n, shown) => {
    const hidden = hideSmallCellsOfDay(dayOf(visits(n, "a", whole)), stations);
    expect(hidden.visits).toBe(shown);
    expect(hidden.scans).toBe(shown === null ? null : shown * 3);
    expect(hidden.completed).toBe(shown);
    expect(hidden.durationSeconds.n).toBe(shown);
    expect(hidden.transitions.map((row) => row.n)).toEqual(shown ? [shown, shown] : []);
  });

  test.each([
    [10, 1],
    [11, 2],
  ])(
    "of a day of few visits nothing but zeros is told, of %i completed ones %i paths",
    (n, paths) => {
      const figures = dayOf([
        ...visits(30, "a", whole),
        ...visits(n, "b", ["entrance", "lab", "check-out"]),
      ]);
      const hidden = hideSmallCellsOfDay(figures, stations);
      expect(hidden.paths).toHaveLength(paths === 2 ? 2 : 0);
      expect(hidden.dwell.find(({ code }) => code === "lab")?.p90Seconds).toBe(n > 10 ? 300 : null);
    },
  );
});

describe("what would tell a hidden count", () => {
  test("the other part of a sum is hidden with it, and the row's percentiles", () => {
    const figures = dayOf([
      ...visits(40, "a", whole),
      ...visits(20, "b", ["entrance", "provider", "check-out"]),
      ...visits(3, "c", ["entrance", "lab", "check-out"]),
    ]);
    const hidden = hideSmallCells(figures, stations);
    // Of 63 leaving the entrance 3 went to the lab; with 20 to the provider they are 23.
    expect(hidden.transitions.map(({ toCode, n }) => [toCode, n])).toEqual([
      ["vitals", 40],
      ["check-out", 40],
    ]);
    expect(hidden.bottlenecks.map(({ n }) => n)).toEqual([40, 40]);
    expect(hidden.dwell.map(({ code, n, p50Seconds }) => [code, n, p50Seconds])).toEqual([
      ["entrance", 63, 300],
      ["vitals", 40, 300],
      ["provider", null, null],
      ["lab", null, null],
    ]);
    expect(hidden.paths.map(({ n }) => n)).toEqual([40]);
    expect(hidden.distinctPaths).toBeNull();
  });

  test("a total rather than the part that makes up most of it", () => {
    const figures = dayOf([
      ...visits(40, "a", whole),
      ...visits(3, "b", ["entrance", "lab", "check-out"]),
    ]);
    const hidden = hideSmallCells(figures, stations);
    expect(hidden.transitions.map(({ toCode, n }) => [toCode, n])).toEqual([
      ["vitals", 40],
      ["check-out", 40],
    ]);
    // With 3 at the lab, 43 would tell them.
    expect(hidden.dwell.map(({ code, n }) => [code, n])).toEqual([
      ["entrance", null],
      ["vitals", 40],
      ["lab", null],
    ]);
  });

  test("statuses, and the durations that would tell them", () => {
    const figures = dayOf([
      ...visits(40, "a", whole),
      ...visits(4, "b", ["entrance", "vitals"]),
      ...visits(2, "c", ["entrance"]).flatMap((scan) => [scan, end(scan.visitId, scan.at)]),
    ]);
    const hidden = hideSmallCells(figures, stations);
    expect([hidden.completed, hidden.abandoned, hidden.open]).toEqual([null, null, 0]);
    expect(hidden.durationSeconds.n).toBe(46);
    expect(hidden.durationWithUnfinished).toEqual({ n: 46, completed: null, p50: 600 });
    expect(hidden.quality.withoutExit).toBeNull();
    expect(hidden.steps.find(({ code }) => code === "check-out")?.visits).toBeNull();
  });

  test("reasons and hours", () => {
    const figures = dayOf([
      ...visits(12, "a", whole, "08"),
      ...visits(30, "b", whole, "09"),
      ...visits(2, "c", whole, "10"),
      ...visits(12, "a", whole).flatMap(({ visitId, at }) => reason(visitId, "urgent", at)),
      ...visits(2, "c", whole).flatMap(({ visitId, at }) => reason(visitId, "other", at)),
    ]);
    const hidden = hideSmallCellsOfDay(figures, stations);
    expect(hidden.reasons.map(({ code, n }) => [code, n])).toEqual([
      ["", 30],
      ["urgent", null],
      ["other", null],
    ]);
    const [nine, ten, eleven] = [9, 10, 11].map((hour) => hidden.arrivalsByHour[hour]);
    expect([nine, ten, eleven]).toEqual([null, 30, null]);
    expect(hidden.arrivals.map(({ n }) => n)).toEqual(Object.values(hidden.arrivalsByHour));
  });

  test.each([
    [1, [30, null, null, null]],
    [2, [30, 12, null, null]],
  ])("more parts, until 11 visits share what is left: 9 and %i", (few, shown) => {
    const of = (n: number, code: string) =>
      visits(n, code, whole).flatMap((scan) => [scan, reason(scan.visitId, code, scan.at)]);
    const events = [visits(30, "a", whole), of(12, "b"), of(9, "c"), of(few, "d")].flat();
    expect(hideSmallCells(dayOf(events), stations).reasons.map(({ n }) => n)).toEqual(shown);
  });

  test("the total, where every part must be one visit", () => {
    const figures = dayOf(
      visits(11, "a", whole).flatMap((scan) => [
        scan,
        reason(scan.visitId, `reason${scan.visitId.slice(1)}`, scan.at),
      ]),
    );
    const hidden = hideSmallCells(figures, stations);
    expect(hidden.reasons.map(({ n }) => n)).toEqual(Array(11).fill(null));
    expect([hidden.visits, hidden.scans]).toEqual([null, null]);
  });

  test("the paths, where all of them would tell who passed a station", () => {
    const figures = dayOf(
      [
        ...visits(11, "a", ["check-out", "entrance"]),
        ...visits(12, "b", ["vitals"]),
        end("b-0", `${DAY}T08:30:00.000Z`),
      ],
      dayBounds(DAY, timeZone).startMs + 10 * 3_600_000,
    );
    const hidden = hideSmallCells(figures, stations);
    expect([hidden.completed, hidden.abandoned, hidden.open]).toEqual([12, 0, 11]);
    // One of the completed ones missed the check-out.
    expect(hidden.steps.find(({ code }) => code === "check-out")?.missed).toBeNull();
    expect(hidden.paths.map(({ n }) => n)).toEqual([12]);
  });

  test("the share of a target", () => {
    const seconds = 300;
    const summary = summaryOf(DAY, [
      ...visits(40, "a", whole),
      ...visitOf("slow", DAY, [
        ["entrance", "08:00"],
        ["vitals", "09:00"],
        ["check-out", "09:05"],
      ]),
    ]);
    const targets = [
      { from: "entrance", to: "vitals", seconds },
      { from: "vitals", to: "check-out", seconds },
    ];
    const figures = flowDay(summary, [], {
      settings: { ...settings, targets },
      attendance: [],
      nowMs: LATER,
    });
    const within = new Map(
      hideSmallCells(figures, stations).transitions.map((row) => [row.fromCode, row.withinTarget]),
    );
    expect(within.get("entrance")).toBeUndefined();
    expect(within.get("vitals")).toMatchObject({ n: 41, share: 1 });
  });

  test("attendance beside hidden days", () => {
    const quality = { ...dayOf([]).quality, coverage: { people: 50, visits: 40, share: 0.8 } };
    const range = rangeOf([
      visits(40, "a", whole),
      visitOf("b", addDays(DAY, 1), [["lab", "08:00"]]),
    ]);
    const hidden = hideSmallCellsOfRange({ ...range, quality }, stations);
    expect(hidden.quality.coverage).toEqual({ people: null, visits: null, share: null });
    expect(hidden.days.map((day) => [day.visits, day.p50Seconds])).toEqual([
      [null, null],
      [null, null],
    ]);
  });
});

test("a hospital's week keeps most of its figures", () => {
  const week = Array.from({ length: 7 }, (_, index) =>
    simulateHospitalDay({ seed: index, scans: 1_500, day: addDays(DAY, index), timeZone }),
  );
  const range = rangeOf(week, dayBounds(addDays(DAY, 9), timeZone).startMs);
  const hidden = hideSmallCellsOfRange(range, stations);
  expect(hidden.visits).toBe(range.visits);
  expect(hidden.durationSeconds).toEqual(range.durationSeconds);
  expect(hidden.days.map(({ visits: n }) => n)).toEqual(range.days.map(({ visits: n }) => n));
  const kept = hidden.transitions.reduce((sum, { n }) => sum + (n ?? 0), 0);
  expect(kept / (range.scans - range.visits)).toBeGreaterThan(0.9);
});
