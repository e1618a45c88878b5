import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayBounds } from "./calendar.ts";
import { middleOfDay, startByCode } from "./visit-day.ts";

const zones = [
  "UTC",
  "Europe/Berlin",
  "America/Los_Angeles",
  "Pacific/Kiritimati",
  "Etc/GMT+12",
  "Australia/Lord_Howe",
];

describe("the day of a scan by a visit's code", () => {
  const at = (instant: string) => Date.parse(instant);
  test.each([
    ["today's", "2026-11-20", "2026-11-20T09:00:00.000Z", "2026-11-20"],
    [
      "yesterday's, for a visit over midnight",
      "2026-11-19",
      "2026-11-20T23:59:59.999Z",
      "2026-11-19",
    ],
    ["one of two days ago", "2026-11-18", "2026-11-20T00:00:00.000Z", "2026-11-20"],
    ["tomorrow's within 10 minutes", "2026-11-21", "2026-11-20T23:50:00.000Z", "2026-11-21"],
    ["tomorrow's before that", "2026-11-21", "2026-11-20T23:49:59.999Z", "2026-11-20"],
    ["none", undefined, "2026-11-20T09:00:00.000Z", "2026-11-20"],
  ])("with %s", (_, day, now, expected) => {
    const time = { deviceMs: at(now), offsetMs: 0, timeZone: "UTC" };
    const { visitDay, visitStartedAt } = startByCode(day, time);
    expect(visitDay).toBe(expected);
    expect(visitStartedAt).toBe(day === expected ? `${day}T12:00:00.000Z` : now);
  });

  test("yesterday is the day before also at the end of a day of 25 hours", () => {
    // Berlin's 2026-10-25 ends at 23:00Z.
    const deviceMs = at("2026-10-25T22:59:00.000Z");
    const time = { deviceMs, offsetMs: 0, timeZone: "Europe/Berlin" };
    expect(startByCode("2026-10-24", time).visitDay).toBe("2026-10-24");
    expect(startByCode("2026-10-23", time).visitDay).toBe("2026-10-25");
  });

  test("by a clock that is known to be off is the server's, the start by the device's own", () => {
    // By the server it is 00:30 of the 21st.
    const deviceMs = at("2026-11-20T23:30:00.000Z");
    const time = { deviceMs, offsetMs: 3_600_000, timeZone: "UTC" };
    expect(startByCode(undefined, time)).toEqual({
      visitDay: "2026-11-21",
      visitStartedAt: "2026-11-20T23:30:00.000Z",
    });
    expect(startByCode("2026-11-20", time)).toEqual({
      visitDay: "2026-11-20",
      visitStartedAt: "2026-11-20T11:00:00.000Z",
    });
  });
});

describe("the middle of a day", () => {
  test("is within an hour and a half of it in every zone", () => {
    const day = fc
      .date({ min: new Date("2020-01-01"), max: new Date("2030-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.constantFrom(...zones), (date, zone) => {
        const { startMs, endMs } = dayBounds(date, zone);
        const off = Math.abs(middleOfDay(date, zone) - (startMs + endMs) / 2);
        expect(off).toBeLessThanOrEqual(90 * 60_000);
      }),
      { numRuns: 60 },
    );
  });

  test("of a day that a zone skipped is still an instant", () => {
    expect(middleOfDay("2011-12-30", "Pacific/Apia")).toBe(Date.parse("2011-12-30T12:00:00.000Z"));
  });
});
