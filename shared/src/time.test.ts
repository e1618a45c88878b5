import { describe, expect, test } from "vitest";
import { clinicDay } from "./time.ts";
import { isTimeZone } from "./time-zone.ts";

describe("the clinic day of an instant", () => {
  test.each([
    ["Europe/Berlin", "2026-11-19T22:59:59.999Z", "2026-11-19"],
    ["Europe/Berlin", "2026-11-19T23:00:00.000Z", "2026-11-20"],
    ["America/Los_Angeles", "2026-11-20T07:59:59.999Z", "2026-11-19"],
    ["Pacific/Kiritimati", "2026-11-20T10:00:00.000Z", "2026-11-21"],
    ["Asia/Kathmandu", "2026-11-20T18:15:00.000Z", "2026-11-21"],
    // Clocks went back at 03:00 and the day had 25 hours.
    ["Europe/Berlin", "2026-10-25T22:59:59.999Z", "2026-10-25"],
    // Midnight did not exist: clocks went from 23:59:59 to 01:00.
    ["Africa/Cairo", "2026-04-23T22:00:00.000Z", "2026-04-24"],
    ["UTC", "2024-02-29T12:00:00.000Z", "2024-02-29"],
  ])("%s at %s is %s", (timeZone, at, day) => {
    expect(clinicDay(Date.parse(at), timeZone)).toBe(day);
  });

  test("throws on a zone that is none", () => {
    expect(() => clinicDay(0, "Mars/Olympus")).toThrow(RangeError);
  });
});

test.each([
  ["Europe/Berlin", true],
  ["UTC", true],
  ["Mars/Olympus", false],
  ["", false],
  ["+05:37", false],
  ["-08:00", false],
])("%j as a time zone: %s", (timeZone, known) => {
  expect(isTimeZone(timeZone)).toBe(known);
});
