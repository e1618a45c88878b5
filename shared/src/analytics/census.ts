import { dayBounds } from "../calendar.ts";
import type { DaySummary } from "./day-summary.ts";

const QUARTER_MS = 900_000;

export interface CensusGrid {
  /** A visit is inside from its first scan until its last. */
  add(firstMs: number, lastMs: number): void;
  /** A visit that has not left yet. */
  addOpen(firstMs: number): void;
  /** Visits inside at each quarter of an hour, without the zeros at the end. */
  build(): number[];
}

/**
 * Counts visits at each quarter of an hour in [startMs, endMs), not beyond `nowMs`. At the very
 * instant of its last scan a visit is no longer inside.
 */
export const countCensus = (startMs: number, endMs: number, nowMs: number): CensusGrid => {
  const points = Math.ceil((Math.min(endMs, nowMs + 1) - startMs) / QUARTER_MS);
  const size = Math.max(0, points);
  const changes = new Float64Array(size + 1);
  const index = (ms: number) => Math.min(size, Math.max(0, Math.ceil((ms - startMs) / QUARTER_MS)));
  const add = (firstMs: number, lastMs: number) => {
    const from = index(firstMs);
    const to = index(lastMs);
    changes[from] = (changes[from] as number) + 1;
    changes[to] = (changes[to] as number) - 1;
  };
  return {
    add,
    addOpen: (firstMs) => add(firstMs, Number.POSITIVE_INFINITY),
    build: () => {
      const counts: number[] = [];
      let inside = 0;
      for (let i = 0; i < size; i++) {
        inside += changes[i] as number;
        counts.push(inside);
      }
      while (counts.length > 0 && counts[counts.length - 1] === 0) counts.pop();
      return counts;
    },
  };
};

/**
 * The census of a day at each quarter of an hour from its start, before its end and not after
 * `nowMs`: its own visits and those of the day before, for a visit limit is 24 hours at most.
 */
export const censusOfDay = (
  summary: DaySummary,
  previous: DaySummary,
  { timeZone, nowMs }: { timeZone: string; nowMs: number },
): { at: string; n: number }[] => {
  const { startMs, endMs } = dayBounds(summary.day, timeZone);
  const offset = Math.floor((startMs - dayBounds(previous.day, timeZone).startMs) / QUARTER_MS);
  const points: { at: string; n: number }[] = [];
  for (let i = 0, ms = startMs; ms < endMs && ms <= nowMs; i++, ms += QUARTER_MS) {
    points.push({
      at: new Date(ms).toISOString(),
      n: (summary.census[i] ?? 0) + (previous.census[offset + i] ?? 0),
    });
  }
  return points;
};
