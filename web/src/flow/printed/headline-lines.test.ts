import { figuresOf } from "@throughline/shared/analytics/figures-of.ts";
import { mergeSummaries } from "@throughline/shared/analytics/merge-summaries.ts";
import type { HiddenFigures } from "@throughline/shared/hidden-figures.ts";
import { defaultSettings } from "@throughline/shared/site.ts";
import { expect, test } from "vitest";
import { headlineLines } from "./headline-lines.ts";
import { hoursWorthShowing } from "./hour-bars.tsx";
import { qualityLine } from "./quality-line.ts";

const empty: HiddenFigures = figuresOf(mergeSummaries([]), {
  ...defaultSettings("UTC"),
  attendance: [],
});
const week: HiddenFigures = {
  ...empty,
  visits: 200,
  completed: 150,
  durationSeconds: { n: 180, mean: 3_600, p50: 3_600, p90: 7_200 },
};
const hidden: HiddenFigures = {
  ...week,
  visits: 100,
  completed: null,
  durationSeconds: { n: null, mean: null, p50: null, p90: null },
};

test("each figure stands with its n beside that of the week before", () => {
  const before = { ...week, visits: 160, completed: 152 };
  expect(headlineLines(week, before).map((line) => Object.values(line).join(" | "))).toEqual([
    "Visits | 200 | 160 | +40",
    "Completed | 75% (n = 200) | 95% (n = 160) | −20 points",
    "Median stay | 60 min (n = 180) | 60 min (n = 180) | 0 s",
    "Stay of nine in ten (p90) | 120 min (n = 180) | 120 min (n = 180) | 0 s",
  ]);
});

test("what is hidden is said to be, and has no difference; what is not there is a dash", () => {
  const [visits, completed, median] = headlineLines(hidden, week);
  expect(visits).toMatchObject({ now: "100", before: "200", difference: "−100" });
  expect(completed).toMatchObject({ now: "hidden", before: "75% (n = 200)", difference: "–" });
  expect(median).toMatchObject({ now: "hidden", difference: "–" });
  expect(headlineLines(empty)[2]).toMatchObject({ now: "–", before: "–" });
});

test("data quality is one line without its zeros", () => {
  const quality = {
    ...empty.quality,
    withoutExit: 12,
    unknownTimes: null,
    coverage: { people: 250, visits: 200, share: 0.8 },
  };
  expect(qualityLine({ quality })).toBe(
    "coverage 80% of 250 people; without exit: 12; unknown times: hidden.",
  );
  expect(qualityLine(empty)).toBe("coverage unknown.");
});

test("the hours begin and end with arrivals, hidden ones too", () => {
  const arrivalsByHour = { ...empty.arrivalsByHour, "8": null, "10": 12 };
  expect(hoursWorthShowing(arrivalsByHour)).toEqual([
    { label: "08:00", n: null },
    { label: "09:00", n: 0 },
    { label: "10:00", n: 12 },
  ]);
  expect(hoursWorthShowing(empty.arrivalsByHour)).toEqual([]);
});
