import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeHistogram, encodeHistogram } from "./coded-histogram.ts";
import {
  type Histogram,
  HistogramBuilder,
  mean,
  mergeHistograms,
  sumAbove,
  totalCount,
} from "./histogram.ts";

const histogramOf = (values: readonly number[]): Histogram => {
  const builder = new HistogramBuilder();
  for (const value of values) builder.add(value);
  return builder.build();
};

/** Short waits and, as imports have them, waits of weeks. */
const seconds = fc.oneof(fc.nat({ max: 90 }), fc.nat({ max: 3_000_000 }));
const arbitraryHistogram = fc.array(seconds, { maxLength: 40 }).map(histogramOf);

describe("histograms", () => {
  test("hold each distinct value once, in ascending order", () => {
    expect(histogramOf([5, 0, 5, 2_000_000, 131_072, 131_071])).toEqual({
      values: [0, 5, 131_071, 131_072, 2_000_000],
      counts: [1, 2, 1, 1, 1],
    });
  });

  test("merge to the histogram of all values", () => {
    fc.assert(
      fc.property(fc.array(seconds), fc.array(seconds), (a, b) => {
        expect(mergeHistograms([histogramOf(a), histogramOf(b)])).toEqual(
          histogramOf([...a, ...b]),
        );
      }),
    );
  });

  test("merge associatively and commutatively", () => {
    fc.assert(
      fc.property(arbitraryHistogram, arbitraryHistogram, arbitraryHistogram, (a, b, c) => {
        const left = mergeHistograms([mergeHistograms([a, b]), c]);
        expect(mergeHistograms([a, mergeHistograms([b, c])])).toEqual(left);
        expect(mergeHistograms([c, b, a])).toEqual(left);
      }),
    );
  });

  test("have the mean of their values, to the thousandth", () => {
    expect(mean(histogramOf([1, 1, 2]))).toBe(1.333);
    expect(mean(histogramOf([1, 2, 2]))).toBe(1.667);
    expect(mean(histogramOf([]))).toBeNull();
  });

  test("sum what exceeds a reference, also one between two values", () => {
    const waits = histogramOf([60, 120, 120, 600]);
    expect(sumAbove(waits, 0)).toBe(900);
    expect(sumAbove(waits, 120)).toBe(480);
    expect(sumAbove(waits, 90.5)).toBe(568.5);
    expect(sumAbove(waits, 600)).toBe(0);
  });
});

describe("coded histograms", () => {
  test("are short texts", () => {
    const histogram = { values: [0, 29, 33], counts: [3, 12, 1] };
    expect(encodeHistogram(histogram)).toBe("3bc(12)D");
    expect(decodeHistogram("3bc(12)D")).toEqual(histogram);
    expect(encodeHistogram({ values: [], counts: [] })).toBe("");
  });

  test("keep everything", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(seconds, fc.integer({ min: 1, max: 200 }))), (pairs) => {
        const builder = new HistogramBuilder();
        for (const [value, count] of pairs) builder.add(value, count);
        const histogram = builder.build();
        expect(totalCount(histogram)).toBe(pairs.reduce((sum, [, count]) => sum + count, 0));
        expect(decodeHistogram(encodeHistogram(histogram))).toEqual(histogram);
      }),
    );
  });
});
