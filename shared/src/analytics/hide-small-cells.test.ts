import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dayBounds, daysBetween } from "../calendar.ts";
import type { Event } from "../event.ts";
import type { FlowDay, FlowRange } from "../figures.ts";
import type { HiddenFigures, HiddenFlowRange } from "../hidden-figures.ts";
import { defaultSettings } from "../site.ts";
import type { Station } from "../station.ts";
import { arbitraryEvents } from "../testing/arbitrary-events.ts";
import { end, reason, visitOf } from "../testing/builders.ts";
import { simulateHospitalDay } from "../testing/hospital-day.ts";
import { flowDay } from "./flow-day.ts";
import { flowRange } from "./flow-range.ts";
import { hideSmallCells, hideSmallCellsOfDay, hideSmallCellsOfRange } from "./hide-small-cells.ts";
import { summariseDay } from "./summarise-day.ts";

const timeZone = "Europe/Berlin";
const settings = defaultSettings(timeZone);
const { stations } = settings;
const DAY = "2026-03-10";
const visitLimitMs = settings.visitLimitHours * 3_600_000;
const LATER = dayBounds(addDays(DAY, 5), timeZone).startMs;

const summaryOf = (day: string, events: readonly Event[], nowMs = LATER) =>
  summariseDay(events, { day, timeZone, stations, visitLimitMs, nowMs });
const dayOf = (events: readonly Event[], nowMs = LATER): FlowDay =>
  flowDay(summaryOf(DAY, events, nowMs), [], { settings, attendance: [], nowMs });
const rangeOf = (events: readonly (readonly Event[])[], nowMs = LATER): FlowRange => {
  const days = daysBetween(DAY, addDays(DAY, events.length - 1));
  const summaries = days.map((day, index) => summaryOf(day, events[index] ?? [], nowMs));
  const [from = DAY, to = from] = [days[0], days.at(-1)];
  return flowRange(summaries, { from, to }, { settings, attendance: [], nowMs });
};

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

/**
 * An attacker who knows how the figures hang together and nothing of how they were hidden. Every
 * hidden count is an unknown number from 0 up; every identity and every "not more than" narrows it.
 */
interface Unknowns {
  /** Σ sign × value = 0. */
  equations: [name: string, sign: number][][];
  /** What is shown. */
  known: Map<string, number>;
  /** Hidden counts of rows that would not be there without a visit. */
  atLeastOne: Set<string>;
}

const attack = ({ equations, known, atLeastOne }: Unknowns) => {
  const low = new Map(known);
  const high = new Map(known);
  const lowOf = (name: string) => low.get(name) ?? (atLeastOne.has(name) ? 1 : 0);
  const highOf = (name: string) => high.get(name) ?? Number.POSITIVE_INFINITY;
  for (let changed = true, rounds = 0; changed && rounds < 200; rounds++) {
    changed = false;
    for (const equation of equations) {
      for (const [name, sign] of equation) {
        let least = 0;
        let most = 0;
        for (const [other, otherSign] of equation) {
          if (other === name) continue;
          // sign × value = −Σ others
          const [a, b] = [-otherSign * sign * lowOf(other), -otherSign * sign * highOf(other)];
          least += Math.min(a, b);
          most += Math.max(a, b);
        }
        if (least > lowOf(name)) {
          low.set(name, least);
          changed = true;
        }
        if (most < highOf(name)) {
          high.set(name, most);
          changed = true;
        }
      }
    }
  }
  return { lowOf, highOf, determined: eliminate(equations, known) };
};

/** The unknowns that linear algebra alone determines: Gauss–Jordan over the rationals (as doubles). */
const eliminate = (
  equations: Unknowns["equations"],
  known: ReadonlyMap<string, number>,
): Set<string> => {
  const names = [...new Set(equations.flat().map(([name]) => name))].filter(
    (name) => !known.has(name),
  );
  const rows = equations.map((equation) => {
    const row = new Map<string, number>();
    for (const [name, sign] of equation) {
      if (!known.has(name)) row.set(name, (row.get(name) ?? 0) + sign);
    }
    return row;
  });
  const pivots = new Map<string, Map<string, number>>();
  for (const name of names) {
    const pivot = rows.find(
      (row) => Math.abs(row.get(name) ?? 0) > 1e-9 && ![...pivots.values()].includes(row),
    );
    if (!pivot) continue;
    pivots.set(name, pivot);
    const scale = pivot.get(name) as number;
    for (const [other, value] of pivot) pivot.set(other, value / scale);
    for (const row of rows) {
      const factor = row.get(name) ?? 0;
      if (row === pivot || Math.abs(factor) < 1e-9) continue;
      for (const [other, value] of pivot) {
        const next = (row.get(other) ?? 0) - factor * value;
        if (Math.abs(next) < 1e-9) row.delete(other);
        else row.set(other, next);
      }
    }
  }
  return new Set([...pivots].filter(([, row]) => row.size === 1).map(([name]) => name));
};

/** What an attacker can write down of shown figures; true figures only fill in what is shown. */
const writeDown = (shown: HiddenFigures, all: readonly Station[], exact: boolean): Unknowns => {
  const known = new Map<string, number>();
  const equations: Unknowns["equations"] = [];
  const atLeastOne = new Set<string>();
  const tell = (name: string, n: number | null | undefined) => {
    if (n !== null && n !== undefined) known.set(name, n);
  };
  /** With unknown times, some visits are missing from the sum: an unknown more. */
  const sum = (total: string, parts: string[], isExact: boolean) => {
    const rest: [string, number][] = isExact ? [] : [[`rest of ${total} ${equations.length}`, 1]];
    equations.push([[total, -1], ...parts.map((part): [string, number] => [part, 1]), ...rest]);
  };
  for (const name of ["visits", "scans", "completed", "abandoned", "open"] as const) {
    tell(name, shown[name]);
  }
  tell("finished", shown.durationSeconds.n);
  tell("counted", shown.durationWithUnfinished.n);
  tell("counted completed", shown.durationWithUnfinished.completed);
  for (const [hour, n] of Object.entries(shown.arrivalsByHour)) tell(`hour ${hour}`, n);
  for (const { code, n } of shown.reasons) tell(`reason ${code}`, n);
  for (const { code, n } of shown.dwell) tell(`dwell ${code}`, n);
  for (const { code } of shown.reasons) atLeastOne.add(`reason ${code}`);
  for (const { code } of shown.dwell) atLeastOne.add(`dwell ${code}`);
  for (const { fromCode, toCode, n } of shown.transitions) tell(`step ${fromCode} ${toCode}`, n);
  for (const { code, visits: n, missed, repeated } of shown.steps) {
    tell(`passed ${code}`, n);
    tell(`missed ${code}`, missed);
    tell(`repeated ${code}`, repeated);
  }
  const { withoutEntrance, withoutExit, singleScan } = shown.quality;
  tell("without entrance", withoutEntrance);
  tell("without exit", withoutExit);
  tell("single", singleScan);

  sum("visits", ["completed", "abandoned", "open"], true);
  sum("visits", ["finished", "open"], exact);
  sum("visits", ["counted"], exact);
  sum("completed", ["counted completed"], exact);
  sum(
    "visits",
    Object.keys(shown.arrivalsByHour).map((hour) => `hour ${hour}`),
    exact,
  );
  sum(
    "visits",
    shown.reasons.map(({ code }) => `reason ${code}`),
    true,
  );
  sum("scans", ["visits", ...shown.dwell.map(({ code }) => `dwell ${code}`)], exact);
  const codes = all.map(({ code }) => code);
  for (const { code } of shown.dwell) {
    sum(
      `dwell ${code}`,
      codes.map((to) => `step ${code} ${to}`),
      true,
    );
  }
  const [entrance, ...entrances] = all.filter(({ kind }) => kind === "entrance");
  if (entrance && entrances.length === 0) {
    sum("visits", ["without entrance", `passed ${entrance.code}`], true);
  }
  const [exit, ...exits] = all.filter(({ kind }) => kind === "exit");
  if (exit && exits.length === 0) {
    sum("visits", ["without exit", `passed ${exit.code}`], true);
    sum("without exit", [`missed ${exit.code}`, "abandoned", "open"], true);
  }
  for (const code of codes) {
    sum("visits", [`passed ${code}`, `did not pass ${code}`], true);
    sum(`passed ${code}`, [`repeated ${code}`, `passed once ${code}`], true);
    sum("completed", [`missed ${code}`, `completed and passed ${code}`], true);
    sum(`passed ${code}`, [`completed and passed ${code}`, `unfinished and passed ${code}`], true);
  }
  // Shown paths are a part of everything they pass.
  for (const [index, { n }] of shown.paths.entries()) tell(`path ${index}`, n);
  const paths = shown.paths.map(({ codes: path }, index) => ({ path, name: `path ${index}` }));
  const isAll = shown.distinctPaths === shown.paths.length;
  sum(
    "visits",
    paths.map(({ name }) => name),
    isAll,
  );
  for (const code of codes) {
    const through = paths.filter(({ path }) => path.includes(code)).map(({ name }) => name);
    const past = paths.filter(({ path }) => !path.includes(code)).map(({ name }) => name);
    sum(`passed ${code}`, through, isAll);
    sum(`did not pass ${code}`, past, isAll);
    for (const to of codes) {
      const steps = paths.flatMap(({ path, name }) =>
        path.flatMap((from, at) => (from === code && path[at + 1] === to ? name : [])),
      );
      sum(`step ${code} ${to}`, steps, isAll && exact);
    }
  }
  return { equations, known, atLeastOne };
};

const smallCounts = (figures: FlowDay | FlowRange): [name: string, n: number][] =>
  [...writeDown(figures, stations, true).known].filter(
    ([name, n]) => n >= 1 && n <= 10 && !name.startsWith("path"),
  );

const expectNothingTold = (figures: FlowDay | FlowRange, unknowns: Unknowns) => {
  const { lowOf, highOf, determined } = attack(unknowns);
  for (const [name, n] of smallCounts(figures)) {
    expect([name, unknowns.known.get(name)]).toEqual([name, undefined]);
    expect([name, n, determined.has(name)]).toEqual([name, n, false]);
    expect([name, n, lowOf(name) < highOf(name)]).toEqual([name, n, true]);
  }
};

/** Crowds on a few ways, a few visits on any way, at any hour, with any fault. */
const arbitraryClinic = (startMs: number) =>
  fc
    .tuple(
      arbitraryEvents(startMs),
      fc.array(
        fc.record({
          n: fc.integer({ min: 1, max: 30 }),
          path: fc.array(fc.constantFrom("entrance", "vitals", "lab", "check-out"), {
            minLength: 1,
            maxLength: 4,
          }),
          minute: fc.integer({ min: 0, max: 20 * 60 }),
          reason: fc.option(fc.constantFrom("check-up", "urgent", "other"), { nil: undefined }),
          ended: fc.boolean(),
        }),
        { maxLength: 8 },
      ),
      fc.boolean(),
    )
    .map(([few, crowds, withFaults]) => [
      ...(withFaults ? few : few.filter((event) => !event.timeUnknown)),
      ...crowds.flatMap(({ n, path, minute, ended, ...crowd }, number) =>
        Array.from({ length: n }, (_, index): Event[] => {
          const visitId = `crowd-${startMs}-${number}-${index}`;
          const at = (step: number) =>
            new Date(startMs + (minute + step * (5 + index)) * 60_000).toISOString();
          return [
            ...path.map(
              (station, step): Event => ({
                id: `${visitId}-${step}`,
                visitId,
                type: "scan",
                station,
                at: at(step),
                seq: step,
                deviceAt: at(step),
                receivedAt: at(step),
                uncertaintyMs: 0,
              }),
            ),
            ...(crowd.reason ? [reason(visitId, crowd.reason, at(0))] : []),
            ...(ended ? [end(visitId, at(path.length))] : []),
          ];
        }).flat(),
      ),
    ]);

const startOf = (day: string) => dayBounds(day, timeZone).startMs;
const anyInstant = (days: number) =>
  fc.oneof(
    fc.constant(LATER),
    fc.integer({ min: 0, max: days * 24 }).map((hour) => startOf(DAY) + hour * 3_600_000),
  );

describe("no hidden count can be told from what is shown", () => {
  test("of a day", () => {
    fc.assert(
      fc.property(arbitraryClinic(startOf(DAY)), anyInstant(1), (events, nowMs) => {
        const figures = dayOf(events, nowMs);
        const shown = hideSmallCellsOfDay(figures, stations);
        const exact = shown.quality.unknownTimes === 0;
        const unknowns = writeDown(shown, stations, exact);
        expectNothingTold(figures, unknowns);
        const others = shown.paths.reduce((left, { n }) => left - (n ?? 0), figures.visits);
        expect(shown.visits === null || others === 0 || others > 10).toBe(true);
        // The hours of the day are those of the clock, on a day of 24 hours.
        expect(shown.arrivals.map(({ n }) => n === null)).toEqual(
          Object.values(shown.arrivalsByHour).map((n) => n === null),
        );
        for (const { n } of shown.census) expect(n === null || n === 0 || n > 10).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("of a range and its days", () => {
    const days = [DAY, addDays(DAY, 1), addDays(DAY, 2)];
    const clinics = fc
      .integer({ min: 1, max: 3 })
      .chain((n) => fc.tuple(...days.slice(0, n).map((day) => arbitraryClinic(startOf(day)))));
    fc.assert(
      fc.property(clinics, anyInstant(3), (events, nowMs) => {
        const figures = rangeOf(events, nowMs);
        const shown = hideSmallCellsOfRange(figures, stations);
        const unknowns = writeDown(shown, stations, shown.quality.unknownTimes === 0);
        const columns = ["visits", "scans", "completed", "abandoned", "open"] as const;
        const write = (range: HiddenFlowRange, known: Map<string, number>) => {
          for (const row of range.days) {
            for (const name of columns) {
              const n = row[name];
              if (n !== null) known.set(`${row.day} ${name}`, n);
            }
          }
        };
        write(shown, unknowns.known);
        for (const name of columns) {
          unknowns.equations.push([
            [name, -1],
            ...shown.days.map(({ day }): [string, number] => [`${day} ${name}`, 1]),
          ]);
        }
        for (const { day } of shown.days) {
          unknowns.equations.push([
            [`${day} visits`, -1],
            ...(["completed", "abandoned", "open"] as const).map((name): [string, number] => [
              `${day} ${name}`,
              1,
            ]),
          ]);
        }
        expectNothingTold(figures, unknowns);
        const true_ = new Map<string, number>();
        write(figures, true_);
        const { lowOf, highOf, determined } = attack(unknowns);
        for (const [name, n] of true_) {
          if (n < 1 || n > 10) continue;
          expect([name, determined.has(name), lowOf(name) < highOf(name)]).toEqual([
            name,
            false,
            true,
          ]);
        }
      }),
      { numRuns: 200 },
    );
  });
});
