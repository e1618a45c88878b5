import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HistogramBuilder } from "./histogram.ts";
import { kaplanMeierMedian } from "./kaplan-meier.ts";
import { quantileSorted } from "./quantile.ts";
import { exactMedian } from "./recompute.fixture.ts";

const medianOf = (events: readonly number[], censored: readonly number[] = []) => {
  const [seen, unseen] = [new HistogramBuilder(), new HistogramBuilder()];
  for (const time of events) seen.add(time);
  for (const time of censored) unseen.add(time);
  return kaplanMeierMedian(seen.build(), unseen.build());
};

describe("the Kaplan–Meier median", () => {
  // Weeks of remission in acute leukaemia: Freireich et al., Blood 21 (1963), as given by Gehan,
  // Biometrika 52 (1965). The published medians are 23 weeks under 6-MP and 8 under placebo.
  test("is that of the leukaemia trial", () => {
    const events = [6, 6, 6, 7, 10, 13, 16, 22, 23];
    const censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
    const placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];
    expect(medianOf(events, censored)).toBe(23);
    expect(medianOf(placebo)).toBe(8);
  });

  test("is null when fewer than half are seen to finish", () => {
    expect(medianOf([])).toBeNull();
    expect(medianOf([], [10, 20])).toBeNull();
    expect(medianOf([10], [20, 30])).toBeNull();
  });

  test("is the middle of a flat piece at exactly a half, which ends at the next event", () => {
    expect(medianOf([10, 20, 30, 50])).toBe(25);
    expect(medianOf([10, 20, 40], [25])).toBe(30);
  });

  test("takes the last observation as the end of a flat piece that no event ends", () => {
    expect(medianOf([10, 20], [30, 60])).toBe(40);
    expect(medianOf([10], [10])).toBe(10);
  });

  test("is the plain median when all have finished", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 500 }), { minLength: 1, maxLength: 80 }), (times) => {
        const sorted = [...times].sort((a, b) => a - b);
        expect(medianOf(times)).toBe(quantileSorted(sorted, 0.5));
      }),
    );
  });

  test("is that of exact fractions", () => {
    const observed = fc.record({ time: fc.nat({ max: 30 }), event: fc.boolean() });
    fc.assert(
      fc.property(fc.array(observed, { maxLength: 40 }), (all) => {
        const times = (event: boolean) => all.filter((o) => o.event === event).map((o) => o.time);
        expect(medianOf(times(true), times(false))).toBe(exactMedian(all));
      }),
      { numRuns: 1_000 },
    );
  });
});
