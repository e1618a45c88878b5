import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatAge,
  formatDay,
  formatDuration,
  formatShare,
  formatSigned,
  formatTimesOfDay,
  formatTotal,
  NOTHING,
  plural,
} from "./format.ts";

describe("formatDuration", () => {
  it.each([
    [null, NOTHING],
    [0, "0 s"],
    [59.4, "59 s"],
    [59.5, "1.0 min"],
    [60, "1.0 min"],
    [204, "3.4 min"],
    [597, "10 min"],
    [596.9, "9.9 min"],
    [600, "10 min"],
    [7_200, "120 min"],
    [7_229, "120 min"],
    [7_230, "2 h 01"],
    [7_500, "2 h 05"],
    [360_000, "100 h 00"],
  ])("writes %s as %s", (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it("never goes down as the seconds go up", () => {
    const read = (text: string) => {
      const [first = "0", unit, rest] = text.replaceAll(",", "").split(" ");
      const size = unit === "s" ? 1 : unit === "min" ? 60 : 3600;
      return Number(first) * size + (unit === "h" ? Number(rest) * 60 : 0);
    };
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1e4, noNaN: true }),
        (seconds, more) => {
          expect(read(formatDuration(seconds + more))).toBeGreaterThanOrEqual(
            read(formatDuration(seconds)),
          );
        },
      ),
    );
  });
});

describe("formatTotal", () => {
  it.each([
    [0, "0 min"],
    [59.4, "59 min"],
    [59.6, "1.0 h"],
    [552, "9.2 h"],
    [72_000, "1,200.0 h"],
  ])("writes %d minutes as %s", (minutes, text) => {
    expect(formatTotal(minutes)).toBe(text);
  });
});

describe("times and days", () => {
  it("tells the two hours apart that an autumn day has twice", () => {
    const hours = [
      "2026-10-24T23:00:00.000Z",
      "2026-10-25T00:00:00.000Z",
      "2026-10-25T01:00:00.000Z",
      "2026-10-25T02:00:00.000Z",
    ];
    expect(formatTimesOfDay(hours, "Europe/Berlin")).toEqual([
      "01:00",
      "02:00 GMT+2",
      "02:00 GMT+1",
      "03:00",
    ]);
  });

  it("names the weekday of a day whatever the machine's zone", () => {
    expect(formatDay("2026-11-20")).toBe("Fri 20 Nov 2026");
  });

  it.each([
    [-5_000, "0 s ago"],
    [59_999, "59 s ago"],
    [60_000, "1 min ago"],
    [3_600_000, "1 h ago"],
    [48 * 3_600_000, "2 days ago"],
  ])("writes an age of %d ms as %s", (ms, text) => {
    expect(formatAge(ms)).toBe(text);
  });
});

it("says nothing where there is nothing, and one of one", () => {
  expect(formatShare(null)).toBe(NOTHING);
  expect(formatShare(0.724)).toBe("72%");
  expect(plural(1, "visit")).toBe("1 visit");
  expect(plural(1200, "visit")).toBe("1,200 visits");
});

it("writes a difference with its sign", () => {
  expect(formatSigned(204, formatDuration)).toBe("+3.4 min");
  expect(formatSigned(-45, formatDuration)).toBe("−45 s");
  expect(formatSigned(0, String)).toBe("0");
  expect(formatSigned(null, String)).toBe(NOTHING);
});
