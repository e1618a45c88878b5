import { type CensusStep, type DaySummary, emptySummary } from "./day-summary.ts";

/** In the first version the number inside at every quarter, up to the end of the next day. */
type Census = CensusStep[] | number[];

/**
 * The summary that a text holds, in today's shape. One of an earlier version outlives its events,
 * and knows what it knew then: counts that it does not have are 0.
 */
export const parseSummary = (text: string): DaySummary => {
  const summary: Omit<DaySummary, "census"> & { census: Census } = JSON.parse(text);
  const nothing = emptySummary(summary.day);
  return {
    ...nothing,
    ...summary,
    version: nothing.version,
    census: areSteps(summary.census) ? summary.census : stepsOf(summary.census),
    quality: { ...nothing.quality, ...summary.quality },
  };
};

const areSteps = (census: Census): census is CensusStep[] => Array.isArray(census[0]);

const stepsOf = (counts: readonly number[]): CensusStep[] =>
  [...counts, 0].flatMap((n, quarter) =>
    n === (counts[quarter - 1] ?? 0) ? [] : [[quarter, n] satisfies CensusStep],
  );
