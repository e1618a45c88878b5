import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultSettings } from "../site.ts";
import { scan } from "../testing/builders.ts";
import { canonicalSummary, emptySummary } from "./day-summary.ts";
import { flowDay } from "./flow-day.ts";
import { parseSummary } from "./parse-summary.ts";
import { summariseDay } from "./summarise-day.ts";

test("today's summary comes back as it was", () => {
  const summary = summariseDay(
    [
      scan("a", "entrance", "2026-11-20T08:00:00.000Z"),
      scan("a", "lab", "2026-11-23T08:00:00.000Z"),
    ],
    {
      day: "2026-11-20",
      timeZone: "UTC",
      stations: [],
      visitLimitMs: 1,
      nowMs: Date.parse("2026-12-01T00:00:00.000Z"),
    },
  );
  expect(summary.census).toEqual([
    [32, 1],
    [3 * 96 + 32, 0],
  ]);
  expect(parseSummary(canonicalSummary(summary))).toEqual(summary);
});

test("one of the first version says the same at every quarter of an hour", () => {
  const counts = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 96 });
  fc.assert(
    fc.property(counts, (census) => {
      const text = JSON.stringify({ ...emptySummary("2026-11-20"), version: 1, census });
      const { census: points } = flowDay(parseSummary(text), [], {
        settings: defaultSettings("UTC"),
        attendance: [],
        nowMs: Date.parse("2026-12-01T00:00:00.000Z"),
      });
      const expected = Array.from({ length: 96 }, (_, quarter) => census[quarter] ?? 0);
      expect(points.map(({ n }) => n)).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});
