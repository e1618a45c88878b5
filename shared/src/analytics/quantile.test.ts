import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HistogramBuilder } from "./histogram.ts";
import { quantile, quantileSorted } from "./quantile.ts";

const histogramOf = (values: readonly number[]) => {
  const builder = new HistogramBuilder();
  for (const value of values) builder.add(value);
  return builder.build();
};

describe("quantiles of type 7", () => {
  // Wikipedia, "Quantile", the example of an even-sized population, column R-7.
  const population = [3, 6, 7, 8, 8, 10, 13, 15, 16, 20];
  test.each([
    [0, 3],
    [0.25, 7.25],
    [0.5, 9],
    [0.75, 14.5],
    [1, 20],
  ])("agree with a published example at %f", (p, expected) => {
    expect(quantileSorted(Object.freeze([...population]), p)).toBe(expected);
    expect(quantile(histogramOf(population), p)).toBe(expected);
  });

  // numpy.percentile's documentation: a = [[10, 7, 4], [3, 2, 1]], percentile 50 is 3.5.
  test("agree with numpy's documentation", () => {
    expect(quantileSorted([1, 2, 3, 4, 7, 10], 0.5)).toBe(3.5);
  });

  // Python: statistics.quantiles(range(1, 8), n=10, method="inclusive")[8] is 6.4.
  test("interpolate in doubles by lo + (hi − lo)·frac", () => {
    expect(quantileSorted([1, 2, 3, 4, 5, 6, 7], 0.9)).toBe(6 + (6 * 0.9 - 5));
    expect(quantileSorted([1, 2, 3, 4, 5, 6, 7], 0.9)).toBeCloseTo(6.4, 12);
  });

  test("of nothing are null, of one value that value", () => {
    expect(quantileSorted([], 0.5)).toBeNull();
    expect(quantile(histogramOf([]), 0.5)).toBeNull();
    expect(quantile(histogramOf([42]), 0.9)).toBe(42);
  });

  test("of a histogram are those of its values, to the last bit", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 300 }), { minLength: 1, maxLength: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, p) => {
          const sorted = [...values].sort((a, b) => a - b);
          expect(quantile(histogramOf(values), p)).toBe(quantileSorted(sorted, p));
        },
      ),
    );
  });
});
