import { dayBounds } from "../calendar.ts";
import type { CensusStep, DaySummary } from "./day-summary.ts";

const QUARTER_MS = 900_000;

export interface CensusCount {
  /** A visit is inside from its first scan until its last. */
  add(firstMs: number, lastMs: number): void;
  /** A visit that has not left yet. */
  addOpen(firstMs: number): void;
  /** Every change of the number inside, in order. */
  build(): CensusStep[];
}

/**
 * Counts visits at each quarter of an hour from `startMs` on, however long they last. At the very
 * instant of its last scan a visit is no longer inside.
 */
export const countCensus = (startMs: number): CensusCount => {
  const changes = new Map<number, number>();
  const change = (ms: number, by: number) => {
    const quarter = Math.max(0, Math.ceil((ms - startMs) / QUARTER_MS));
    changes.set(quarter, (changes.get(quarter) ?? 0) + by);
  };
  return {
    add(firstMs, lastMs) {
      change(firstMs, 1);
      change(lastMs, -1);
    },
    addOpen: (firstMs) => change(firstMs, 1),
    build() {
      let inside = 0;
      return [...changes]
        .filter(([, by]) => by !== 0)
        .sort(([one], [other]) => one - other)
        .map(([quarter, by]) => {
          inside += by;
          return [quarter, inside];
        });
    },
  };
};

/** Reads the steps forward: the number inside at ever later quarters. */
const followSteps = (steps: readonly CensusStep[]) => {
  let next = 0;
  let inside = 0;
  return (quarter: number): number => {
    for (let step = steps[next]; step && step[0] <= quarter; step = steps[++next]) inside = step[1];
    return inside;
  };
};

/**
 * The census of a day at each quarter of an hour from its start, before its end and not after
 * `nowMs`: its own visits and those that began on earlier days.
 */
export const censusOfDay = (
  summary: DaySummary,
  earlier: readonly DaySummary[],
  { timeZone, nowMs }: { timeZone: string; nowMs: number },
): { at: string; n: number }[] => {
  const { startMs, endMs } = dayBounds(summary.day, timeZone);
  const counts = [summary, ...earlier].map(({ day, census }) => ({
    offset: Math.floor((startMs - dayBounds(day, timeZone).startMs) / QUARTER_MS),
    insideAt: followSteps(census),
  }));
  const points: { at: string; n: number }[] = [];
  for (let quarter = 0, ms = startMs; ms < endMs && ms <= nowMs; quarter++, ms += QUARTER_MS) {
    let n = 0;
    for (const { offset, insideAt } of counts) n += insideAt(offset + quarter);
    points.push({ at: new Date(ms).toISOString(), n });
  }
  return points;
};
