import { type CensusStep, type DaySummary, SUMMARY_VERSION } from "./day-summary.ts";

/** The first shape: the number inside at every quarter, up to the end of the next day. */
type FirstVersion = Omit<DaySummary, "census"> & { version: 1; census: number[] };

/**
 * The summary that a text holds, in today's shape. One of an earlier version outlives its events,
 * and knows what it knew then.
 */
export const parseSummary = (text: string): DaySummary => {
  const summary: DaySummary | FirstVersion = JSON.parse(text);
  return isFirstVersion(summary)
    ? { ...summary, version: SUMMARY_VERSION, census: stepsOf(summary.census) }
    : summary;
};

const isFirstVersion = (summary: DaySummary | FirstVersion): summary is FirstVersion =>
  summary.version === 1;

const stepsOf = (counts: readonly number[]): CensusStep[] =>
  [...counts, 0].flatMap((n, quarter) =>
    n === (counts[quarter - 1] ?? 0) ? [] : [[quarter, n] satisfies CensusStep],
  );
