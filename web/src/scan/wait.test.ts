import type { Guide } from "@throughline/shared/api.ts";
import { describe, expect, test } from "vitest";
import { expectedWait } from "./wait.ts";

const guideWith = (p50Seconds: number, p90Seconds: number): Guide => ({
  site: "main",
  name: "Clinic",
  timeZone: "Europe/Berlin",
  visitLimitHours: 12,
  retentionDays: null,
  stations: [],
  reasons: [],
  waits: {
    builtAt: "2026-11-20T02:00:00.000Z",
    fromDay: "2026-10-24",
    toDay: "2026-11-20",
    expected: [{ from: "vitals", hour: 11, to: "provider", n: 140, p50Seconds, p90Seconds }],
  },
  now: "2026-11-21T10:00:00.000Z",
});

// 11:30 in Berlin.
const scan = { id: "s", station: "vitals", deviceAt: "2026-11-21T10:30:00.000Z" };
const scannedMs = Date.parse(scan.deviceAt);
const just = { nowMs: scannedMs, offsetMs: 0 };

test("is found by the station and the site's own hour", () => {
  const guide = guideWith(740, 1_470);
  expect(expectedWait(guide, scan, just)).toEqual({
    to: "provider",
    lowMinutes: 12,
    highMinutes: 25,
    longer: false,
    n: 140,
    fromDay: "2026-10-24",
    toDay: "2026-11-20",
  });
  expect(expectedWait(guide, { ...scan, station: "lab" }, just)).toBeUndefined();
  expect(
    expectedWait(guide, { ...scan, deviceAt: "2026-11-21T11:30:00.000Z" }, just),
  ).toBeUndefined();
});

test("a phone whose clock is an hour slow still finds the hour", () => {
  const slow = { ...scan, deviceAt: "2026-11-21T09:30:00.000Z" };
  expect(
    expectedWait(guideWith(740, 1_470), slow, { nowMs: 0, offsetMs: 3_600_000 }),
  ).toBeDefined();
});

test("midnight is hour 0", () => {
  const guide = guideWith(740, 1_470);
  const first = guide.waits.expected[0];
  if (first) first.hour = 0;
  expect(
    expectedWait(guide, { ...scan, deviceAt: "2026-11-20T23:30:00.000Z" }, just),
  ).toBeDefined();
});

describe("what nine of ten waited", () => {
  test.each([
    [1_470_000, false],
    [1_470_001, true],
  ])("after %i ms it is longer than that: %s", (afterMs, longer) => {
    const now = { nowMs: scannedMs + afterMs, offsetMs: 0 };
    expect(expectedWait(guideWith(740, 1_470), scan, now)?.longer).toBe(longer);
  });
});

test.each([
  [20, 50, 1, 1],
  [125, 410, 2, 7],
  [14 * 60 + 59, 15 * 60, 14, 15],
  [16 * 60, 31 * 60, 15, 35],
  [59 * 60, 61 * 60, 55, 75],
])("%i s to %i s is about %i to %i min", (p50, p90, lowMinutes, highMinutes) => {
  expect(expectedWait(guideWith(p50, p90), scan, just)).toMatchObject({ lowMinutes, highMinutes });
});
