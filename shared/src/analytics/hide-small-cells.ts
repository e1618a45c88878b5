import type { Figures, FlowDay, FlowRange } from "../figures.ts";
import type { HiddenFigures, HiddenFlowDay, HiddenFlowRange } from "../hidden-figures.ts";
import type { Station } from "../station.ts";
import { type Cell, cellOf, type Group, isSmall, protectSums, type Sum } from "./small-cells.ts";

/**
 * Figures for those who may not see small counts: counts of 1 to 10 are null, and so is what would
 * tell them: the next smallest part of the same sum, everything else of the row (its percentiles,
 * its extremes, its share), a total whose parts are hidden. Transitions, bottlenecks and paths that
 * are hidden are left out, so that not even their existence shows. Zeros stay.
 *
 * What is shown of one period says nothing of a hidden count of it. Two overlapping periods, or a
 * filtered view beside the whole, can be subtracted from one another: nothing here prevents that.
 */
export const hideSmallCells = (figures: Figures, stations: readonly Station[]): HiddenFigures => {
  const cells = arrangeCells(figures, stations);
  protectAll(cells);
  return hideFigures(figures, cells);
};

/** The same for a day with its hours and census. */
export const hideSmallCellsOfDay = (day: FlowDay, stations: readonly Station[]): HiddenFlowDay => {
  const cells = arrangeCells(day, stations);
  const hourOf = findHours(day.timeZone);
  // An hour that stands twice is shown twice or not at all.
  const arrivals = day.arrivals.map(({ startAt, n }) =>
    cellOf(n, cells.hours.get(hourOf(startAt))?.group),
  );
  protectAll(cells, { total: cells.visits, parts: arrivals });
  const starts = day.arrivals.map(({ startAt }) => startAt);
  const isHourShown = (at: string) =>
    arrivals[starts.findLastIndex((startAt) => startAt <= at)]?.group.shown ?? true;
  return {
    ...hideFigures(day, cells),
    ...(day.filter && { filter: day.filter }),
    day: day.day,
    timeZone: day.timeZone,
    asOf: day.asOf,
    closed: day.closed,
    provisional: day.provisional,
    changedAt: day.changedAt,
    arrivals: day.arrivals.map(({ startAt }, index) => ({
      startAt,
      n: show(arrivals[index] as Cell),
    })),
    // At the full hour the hour before has just been counted.
    census: day.census.map(({ at, n }) => {
      const before = new Date(Date.parse(at) - 1).toISOString();
      return { at, n: isSmall(n) || !isHourShown(at) || !isHourShown(before) ? null : n };
    }),
    inside: day.inside !== null && cells.open.group.shown ? unlessSmall(day.inside) : null,
  };
};

/** The same for a range with its days. */
export const hideSmallCellsOfRange = (
  range: FlowRange,
  stations: readonly Station[],
): HiddenFlowRange => {
  const cells = arrangeCells(range, stations);
  // In a table of days and statuses, each cell stands in two sums: it is shown whole or not at all.
  const statuses: Group = { shown: true };
  const days = range.days.map((day) => {
    const visits = cellOf(day.visits);
    return {
      visits,
      scans: { n: day.scans, group: visits.group },
      completed: cellOf(day.completed, statuses),
      abandoned: cellOf(day.abandoned, statuses),
      open: cellOf(day.open, statuses),
    };
  });
  const columns = ["visits", "scans", "completed", "abandoned", "open"] as const;
  protectAll(
    cells,
    ...columns.map((name) => ({ total: cells[name], parts: days.map((day) => day[name]) })),
    ...days.map(({ visits, completed, abandoned, open }) => ({
      total: visits,
      parts: [completed, abandoned, open],
    })),
  );
  const hidden = hideFigures(range, cells);
  const areDaysShown = days.every(({ visits }) => visits.group.shown);
  return {
    ...hidden,
    quality: {
      ...hidden.quality,
      // Attendance is entered for some days only: their visits tell those of the others.
      coverage: areDaysShown ? hidden.quality.coverage : hideCoverage(range.quality.coverage),
    },
    ...(range.filter && { filter: range.filter }),
    from: range.from,
    to: range.to,
    timeZone: range.timeZone,
    asOf: range.asOf,
    days: range.days.map((day, index) => {
      const row = days[index] as (typeof days)[number];
      const isShown = row.visits.group.shown && !isSmall(day.completed + day.abandoned);
      return {
        day: day.day,
        visits: show(row.visits),
        scans: show(row.scans),
        completed: show(row.completed),
        abandoned: show(row.abandoned),
        open: show(row.open),
        p50Seconds: isShown ? day.p50Seconds : null,
        closed: day.closed,
        provisional: day.provisional,
      };
    }),
  };
};

/** Scans less the steps between them are visits: hidden visits hide the scans. */
const protectAll = ({ sums, visits, scans }: Cells, ...further: Sum[]) => {
  protectSums([...sums, ...further]);
  if (visits.group.shown || !scans.group.shown) return;
  scans.group.shown = false;
  protectSums([...sums, ...further]);
};

const show = ({ n, group }: Cell): number | null => (group.shown ? n : null);
const unlessSmall = (n: number): number | null => (isSmall(n) ? null : n);

const findHours = (timeZone: string) => {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" });
  return (at: string) => String(Number(format.format(new Date(at))));
};

type Cells = ReturnType<typeof arrangeCells>;

/** Every count that may be hidden, and the sums that they stand in. */
const arrangeCells = (figures: Figures, stations: readonly Station[]) => {
  const { durationSeconds, durationWithUnfinished, quality } = figures;
  const visits = cellOf(figures.visits);
  /** A count of visits tells how many visits are not among them. */
  const amongVisits = (n: number, group?: Group) => {
    const cell = cellOf(n, group);
    if (isSmall(figures.visits - n)) cell.group.shown = false;
    return cell;
  };
  const scans = cellOf(figures.scans);
  const completed = cellOf(figures.completed);
  const abandoned = cellOf(figures.abandoned);
  const open = cellOf(figures.open);
  const finished = cellOf(durationSeconds.n);
  const counted = cellOf(durationWithUnfinished.n);
  const countedCompleted = cellOf(durationWithUnfinished.completed);
  const hours = new Map(
    Object.entries(figures.arrivalsByHour).map(([hour, n]) => [hour, cellOf(n)]),
  );
  const reasons = figures.reasons.map(({ n }) => cellOf(n));
  const withoutEntrance = amongVisits(quality.withoutEntrance);
  const withoutExit = amongVisits(quality.withoutExit);

  const steps = new Map<string, Cell>();
  /** Stations that so few visits passed that a count of their scans says little of a crowd. */
  const quiet = new Set<string>();
  for (const step of figures.steps) {
    const passed = amongVisits(step.visits);
    for (const n of [step.missed, figures.completed - step.missed, step.repeated]) {
      cellOf(n, passed.group);
    }
    if (isSmall(step.visits)) quiet.add(step.code);
    steps.set(step.code, passed);
  }
  const ofScans = (n: number, ...codes: string[]) => {
    const cell = cellOf(n);
    if (codes.some((code) => quiet.has(code))) cell.group.shown = false;
    return cell;
  };
  const dwell = new Map(figures.dwell.map(({ code, n }) => [code, ofScans(n, code)]));
  const transitions = new Map(
    figures.transitions.map(({ fromCode, toCode, n }) => [
      `${fromCode} ${toCode}`,
      ofScans(n, fromCode, toCode),
    ]),
  );
  const leaving = (code: string) =>
    figures.transitions
      .filter(({ fromCode }) => fromCode === code)
      .map(({ toCode }) => transitions.get(`${code} ${toCode}`) as Cell);
  const passedOf = (kind: Station["kind"]) =>
    stations.flatMap((station) => (station.kind === kind ? (steps.get(station.code) ?? []) : []));

  const sums: Sum[] = [
    { total: visits, parts: [completed, abandoned, open] },
    { total: visits, parts: [finished, open] },
    { total: completed, parts: [countedCompleted] },
    { total: visits, parts: [...hours.values()] },
    { total: visits, parts: reasons },
    // The rows first: what they hide protects their sum too.
    ...[...dwell].map(([code, total]) => ({ total, parts: leaving(code), dispensable: true })),
    {
      total: { n: figures.scans - figures.visits, group: scans.group },
      parts: [...dwell.values()],
    },
    { total: visits, parts: [withoutEntrance, ...passedOf("entrance")] },
    { total: visits, parts: [withoutExit, ...passedOf("exit")] },
  ];
  return {
    ...{ visits, scans, completed, abandoned, open, finished, counted, countedCompleted, hours },
    ...{ reasons, withoutEntrance, withoutExit, steps, dwell, transitions, amongVisits, sums },
  };
};

const hideFigures = (figures: Figures, cells: Cells): HiddenFigures => {
  const { durationSeconds, durationWithUnfinished, quality } = figures;
  const isShown = ({ fromCode, toCode }: { fromCode: string; toCode: string }) =>
    cells.transitions.get(`${fromCode} ${toCode}`)?.group.shown ?? false;
  const nothing = { n: null, mean: null, p50: null, p90: null };
  const paths = choosePaths(figures, cells);
  return {
    visits: show(cells.visits),
    scans: show(cells.scans),
    completed: show(cells.completed),
    abandoned: show(cells.abandoned),
    open: show(cells.open),
    durationSeconds: cells.finished.group.shown ? durationSeconds : nothing,
    durationWithUnfinished: {
      n: show(cells.counted),
      completed: show(cells.countedCompleted),
      p50: cells.counted.group.shown ? durationWithUnfinished.p50 : null,
    },
    arrivalsByHour: Object.fromEntries([...cells.hours].map(([hour, cell]) => [hour, show(cell)])),
    transitions: figures.transitions.filter(isShown).map(({ withinTarget, ...row }) => {
      const told = withinTarget && !isSmall(withinTarget.n) && !isSmall(row.n - withinTarget.n);
      return told ? { ...row, withinTarget } : row;
    }),
    dwell: figures.dwell.map((row) =>
      cells.dwell.get(row.code)?.group.shown
        ? row
        : { ...row, n: null, meanSeconds: null, p50Seconds: null, p90Seconds: null },
    ),
    paths,
    distinctPaths: paths.length === figures.distinctPaths ? figures.distinctPaths : null,
    steps: figures.steps.map((step) => {
      if (!cells.steps.get(step.code)?.group.shown) {
        return { ...step, visits: null, missed: null, repeated: null };
      }
      // All completed visits have missed a station that nobody passed.
      return cells.completed.group.shown ? step : { ...step, missed: null };
    }),
    bottlenecks: figures.bottlenecks.filter(isShown),
    reasons: figures.reasons.map((reason, index) => ({
      ...reason,
      n: show(cells.reasons[index] as Cell),
    })),
    quality: {
      withoutEntrance: show(cells.withoutEntrance),
      withoutExit: show(cells.withoutExit),
      singleScan: show(cells.amongVisits(quality.singleScan)),
      correctedTimes: unlessSmall(quality.correctedTimes),
      unknownTimes: unlessSmall(quality.unknownTimes),
      voidedScans: unlessSmall(quality.voidedScans),
      testScans: unlessSmall(quality.testScans),
      uncertainTransitions: unlessSmall(quality.uncertainTransitions),
      lateVisits: unlessSmall(quality.lateVisits),
      slipsOverMidnight: unlessSmall(quality.slipsOverMidnight),
      coverage:
        quality.coverage &&
        (isSmall(quality.coverage.visits) ||
          isSmall(quality.coverage.people) ||
          isSmall(figures.visits - quality.coverage.visits))
          ? hideCoverage(quality.coverage)
          : quality.coverage,
    },
  };
};

const hideCoverage = (coverage: Figures["quality"]["coverage"]) =>
  coverage && { people: null, visits: null, share: null };

/**
 * The paths that are shown: of 11 visits or more, over shown transitions alone (each path is a lower
 * bound of its transitions), and so that 11 visits or more, or none, took any other. All of them
 * would tell who passed each station, so they are not all shown where a station's row is hidden.
 */
const choosePaths = ({ paths, visits }: Figures, cells: Cells): Figures["paths"] => {
  if (!cells.visits.group.shown) return [];
  const chosen = paths.filter(
    ({ codes, n }) =>
      !isSmall(n) &&
      codes.every(
        (code, index) =>
          index === 0 ||
          cells.transitions.get(`${codes[index - 1]} ${code}`)?.group.shown !== false,
      ),
  );
  let others = chosen.reduce((left, { n }) => left - n, visits);
  const mustLeave = [...cells.steps.values()].some(({ group }) => !group.shown);
  // The most frequent stand first.
  while (isSmall(others) || (others === 0 && mustLeave)) others += chosen.pop()?.n ?? visits;
  return chosen;
};
