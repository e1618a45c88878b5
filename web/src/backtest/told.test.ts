import type { Backtest } from "@throughline/shared/ward-api.ts";
import { expect, it } from "vitest";
import { alertsOfDays, describeBacktest, formatRate } from "./told.ts";

const found: Backtest = {
  admissions: 300,
  admissionsWithEpisode: 45,
  episodes: 171,
  alertsOpened: 170,
  overdueHours: 812.25,
  alertsPerDay: { "2026-03-28": 2, "2026-03-30": 1 },
  alertsPerWard: { "4B": 2, "-": 1 },
  from: "2026-03-01T00:00:00.000Z",
  to: "2026-03-29T00:00:00.000Z",
  thresholdHours: 48,
  rejectedRows: 0,
  rejected: [],
  remarks: [],
};

it("says what a threshold would have meant", () => {
  expect(describeBacktest(found)).toBe(
    "With 48 hours, nurses would have seen about 6.1 alerts a day: 170 in 28 days, on 2 wards. They concern 45 of 300 stays (15%).",
  );
  const short = { ...found, to: "2026-03-01T12:00:00.000Z", alertsOpened: 1, thresholdHours: 1 };
  expect(describeBacktest(short)).toBe(
    "With 1 hour, nurses would have seen 1 alert on 2 wards. They concern 45 of 300 stays (15%).",
  );
});

it("says that there would have been none, and that nothing is known", () => {
  const none = { ...found, admissionsWithEpisode: 0, episodes: 0, alertsOpened: 0 };
  expect(describeBacktest(none)).toBe(
    "With 48 hours, no alert would have opened: none of 300 stays was without a test for so long.",
  );
  expect(describeBacktest({ ...none, admissions: 0 })).toContain("nothing can be said");
});

it.each([
  [0.04, "less than 0.1"],
  [0.96, "1"],
  [6.07, "6.1"],
  [12.6, "13"],
])("%d a day is %s", (rate, text) => expect(formatRate(rate)).toBe(text));

it("lists every day of the site that the period touches, across a change of the clocks", () => {
  const period = { from: "2026-03-27T23:00:00.000Z", to: "2026-03-29T22:00:00.000Z" };
  expect(alertsOfDays({ ...found, ...period }, "Europe/Berlin")).toEqual([
    { day: "2026-03-28", n: 2 },
    { day: "2026-03-29", n: 0 },
  ]);
  const longer = { ...period, to: "2026-03-29T22:00:00.001Z" };
  expect(alertsOfDays({ ...found, ...longer }, "Europe/Berlin").at(-1)).toEqual({
    day: "2026-03-30",
    n: 1,
  });
});
