import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  consecutiveRuns,
  dayBounds,
  daysBetween,
  hoursOfDay,
  localToInstantMs,
} from "./calendar.ts";
import { clinicDay } from "./time.ts";

const HOUR_MS = 3_600_000;
const zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo"];
const arbitraryDay = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays("2022-01-01", days));

describe("the bounds of a day", () => {
  test.each([
    ["Europe/Berlin", "2026-11-20", 24],
    ["Europe/Berlin", "2026-03-29", 23],
    ["Europe/Berlin", "2026-10-25", 25],
    ["Australia/Lord_Howe", "2026-04-05", 24.5],
    ["Australia/Lord_Howe", "2026-10-04", 23.5],
    ["Africa/Cairo", "2026-04-24", 23],
  ])("%s has on %s %f hours", (timeZone, day, hours) => {
    const { startMs, endMs } = dayBounds(day, timeZone);
    expect((endMs - startMs) / HOUR_MS).toBe(hours);
  });

  test("hold exactly the instants of that clinic day", () => {
    fc.assert(
      fc.property(arbitraryDay, fc.constantFrom(...zones), (day, timeZone) => {
        const { startMs, endMs } = dayBounds(day, timeZone);
        expect(clinicDay(startMs, timeZone)).toBe(day);
        expect(clinicDay(endMs - 1, timeZone)).toBe(day);
        expect(clinicDay(startMs - 1, timeZone)).toBe(addDays(day, -1));
        expect(clinicDay(endMs, timeZone)).toBe(addDays(day, 1));
      }),
    );
  });
});

describe("the hours of a day", () => {
  test("repeat the hour that clocks go through twice", () => {
    const hours = hoursOfDay("2026-10-25", "Europe/Berlin").map(({ hour }) => hour);
    expect(hours).toEqual([0, 1, 2, 2, ...Array.from({ length: 21 }, (_, i) => i + 3)]);
  });

  test("leave out the hour that clocks skip", () => {
    const hours = hoursOfDay("2026-03-29", "Europe/Berlin").map(({ hour }) => hour);
    expect(hours).toEqual([0, 1, ...Array.from({ length: 21 }, (_, i) => i + 3)]);
  });

  test("stay whole local hours where clocks shift by half an hour", () => {
    const lengths = (day: string) => {
      const hours = hoursOfDay(day, "Australia/Lord_Howe");
      const { endMs } = dayBounds(day, "Australia/Lord_Howe");
      return hours.map(({ startMs }, i) => ((hours[i + 1]?.startMs ?? endMs) - startMs) / HOUR_MS);
    };
    expect(lengths("2026-04-05").slice(0, 4)).toEqual([1, 1.5, 1, 1]);
    expect(lengths("2026-10-04").slice(0, 4)).toEqual([1, 1, 0.5, 1]);
  });

  test("cover the day, and every quarter of an hour in them has their local hour", () => {
    fc.assert(
      fc.property(arbitraryDay, fc.constantFrom(...zones), (day, timeZone) => {
        const wall = new Intl.DateTimeFormat("en-US", {
          timeZone,
          hour: "numeric",
          hourCycle: "h23",
        });
        const { startMs, endMs } = dayBounds(day, timeZone);
        const hours = hoursOfDay(day, timeZone);
        expect(hours[0]?.startMs).toBe(startMs);
        for (const [i, { startMs: from, hour }] of hours.entries()) {
          const to = hours[i + 1]?.startMs ?? endMs;
          expect(to).toBeGreaterThan(from);
          for (let ms = from; ms < to; ms += HOUR_MS / 4) {
            expect(Number(wall.format(ms))).toBe(hour);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("days", () => {
  test("go over the ends of months and years", () => {
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
    expect(daysBetween("2026-12-30", "2027-01-02")).toEqual([
      "2026-12-30",
      "2026-12-31",
      "2027-01-01",
      "2027-01-02",
    ]);
  });

  test("between a day and itself are that day; backwards there are none", () => {
    expect(daysBetween("2026-11-20", "2026-11-20")).toEqual(["2026-11-20"]);
    expect(daysBetween("2026-11-20", "2026-11-19")).toEqual([]);
  });
});

describe("the instant of a local time", () => {
  test.each([
    ["2026-11-20T10:42", "2026-11-20T09:42:00.000Z"],
    ["2026-11-20 10:42:07.250", "2026-11-20T09:42:07.250Z"],
    ["2026-10-25T02:30", "2026-10-25T00:30:00.000Z"], // twice: the earlier one
    ["2026-03-29T01:59:59.999", "2026-03-29T00:59:59.999Z"],
    ["2026-03-29T03:00", "2026-03-29T01:00:00.000Z"],
  ])("%s in Berlin is %s", (local, at) => {
    expect(localToInstantMs(local, "Europe/Berlin")).toBe(Date.parse(at));
  });

  test.each(["2026-03-29T02:30", "2026-02-30T10:00", "2026-11-20T25:00", "soon", ""])(
    "%j in Berlin is none",
    (local) => {
      expect(localToInstantMs(local, "Europe/Berlin")).toBeNull();
    },
  );
});

test.each([
  [[], []],
  [["2026-11-20"], [["2026-11-20", "2026-11-20"]]],
  [
    ["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-03"],
    [
      ["2026-02-27", "2026-03-01"],
      ["2026-03-03", "2026-03-03"],
    ],
  ],
])("runs of days without a gap: %j", (days, runs) => {
  expect(consecutiveRuns(days)).toEqual(runs);
});
