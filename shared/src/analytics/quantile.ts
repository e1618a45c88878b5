import { type Histogram, totalCount } from "./histogram.ts";

/**
 * Type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", The American Statistician
 * 50 (1996): the default of R's `quantile` and of `numpy.quantile`. With h = (n − 1)p it is
 * x[⌊h⌋] + (x[⌊h⌋ + 1] − x[⌊h⌋])(h − ⌊h⌋), counted from 0. Null of nothing.
 *
 * @example quantileSorted([1, 2, 3, 4], 0.5) // 2.5
 */
export const quantileSorted = (sorted: ArrayLike<number>, p: number): number | null =>
  type7(sorted.length, p, (index) => sorted[index] as number);

/** The same quantile of all the values in a histogram. */
export const quantile = (histogram: Histogram, p: number): number | null => {
  let at = 0;
  let passed = histogram.counts[0] ?? 0;
  // Asked for ascending indices, so one walk is enough.
  return type7(totalCount(histogram), p, (index) => {
    while (passed <= index) passed += histogram.counts[++at] as number;
    return histogram.values[at] as number;
  });
};

const type7 = (n: number, p: number, valueAt: (index: number) => number): number | null => {
  if (n === 0) return null;
  const h = (n - 1) * p;
  const index = Math.floor(h);
  const low = valueAt(index);
  return index + 1 < n ? low + (valueAt(index + 1) - low) * (h - index) : low;
};
