import { weekdayOf } from "@throughline/shared/calendar.ts";
import fc from "fast-check";
import { expect, it } from "vitest";
import {
  type Comparison,
  comparedPeriod,
  readComparison,
  writeComparison,
} from "./compared-period.ts";

const friday = { from: "2026-11-20", to: "2026-11-20" };

it.each([
  ["previous", friday, "2026-11-19", "2026-11-19"],
  ["week", friday, "2026-11-13", "2026-11-13"],
  ["year", friday, "2025-11-21", "2025-11-21"],
  ["previous", { from: "2026-11-16", to: "2026-11-20" }, "2026-11-11", "2026-11-15"],
  ["week", { from: "2026-11-16", to: "2026-11-20" }, "2026-11-09", "2026-11-13"],
  ["week", { from: "2026-11-13", to: "2026-11-20" }, "2026-10-30", "2026-11-06"],
  ["year", { from: "2026-03-01", to: "2026-03-31" }, "2025-03-02", "2025-04-01"],
] as const)("compares with %s of %o", (kind, period, from, to) => {
  expect(comparedPeriod(period, { kind })).toEqual({ from, to });
});

it("never overlaps what it is compared with, and keeps weekdays by week and year", () => {
  const day = fc
    .integer({ min: 0, max: 1_000 })
    .map((n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10));
  const kind = fc.constantFrom("previous" as const, "week" as const, "year" as const);
  fc.assert(
    fc.property(day, day, kind, (one, other, name) => {
      const period = one <= other ? { from: one, to: other } : { from: other, to: one };
      const before = comparedPeriod(period, { kind: name });
      expect(before.to < period.from).toBe(true);
      if (name !== "previous") expect(weekdayOf(before.from)).toBe(weekdayOf(period.from));
    }),
  );
});

it("reads the comparison that it wrote, and keeps the rest", () => {
  const comparisons: (Comparison | undefined)[] = [
    undefined,
    { kind: "week" },
    { kind: "days", from: "2026-11-01", to: "2026-11-07" },
  ];
  for (const before of comparisons) {
    for (const comparison of comparisons) {
      const written = writeComparison(writeComparison("site=main", before), comparison);
      expect(readComparison(written)).toEqual(comparison);
      expect(written.startsWith("site=main")).toBe(true);
    }
  }
  expect(readComparison("compare=yesterday&compareFrom=2026-11-01")).toBeUndefined();
});
