import type { CorrectedTime } from "@throughline/shared/clock-correction.ts";
import type { Entry } from "@throughline/shared/journal.ts";
import { describe, expect, test } from "vitest";
import { createPhone } from "../testing/phone.ts";
import { isPossibleDay, visitStart } from "./visit-day.ts";

const MINUTE = 60_000;
const at = (instant: string) => Date.parse(instant);
const known = (atMs: number, uncertaintyMs = 0): CorrectedTime => ({
  atMs,
  uncertaintyMs,
  timeUnknown: false,
});

const entryAfter = (startedMs: number, deviceMs: number): Entry =>
  createPhone({ visit: 1, visitDay: "2026-03-10", startedMs }).scan(deviceMs, "lab");

describe("the start of a visit", () => {
  test("is as long before its entry as the device's stamps say", () => {
    const entry = entryAfter(1_000_000, 1_000_000 + 40 * MINUTE);
    expect(visitStart(entry, known(50_000_000))).toBe(50_000_000 - 40 * MINUTE);
  });

  test("is never after its entry", () => {
    const entry = entryAfter(1_000_000, 1_000_000 - MINUTE);
    expect(visitStart(entry, known(50_000_000))).toBe(50_000_000);
  });

  test("is the entry's time when the clock was set by more than 30 days in between", () => {
    const days30 = 30 * 86_400_000;
    const now = at("2026-03-10T12:00:00.000Z");
    expect(visitStart(entryAfter(0, days30), known(now))).toBe(now - days30);
    expect(visitStart(entryAfter(0, days30 + 1), known(now))).toBe(now);
  });
});

describe("a visit's day", () => {
  const midnight = at("2026-03-11T00:00:00.000Z");
  const noon = at("2026-03-11T12:00:00.000Z");
  const cases: [string, number, CorrectedTime, string, boolean][] = [
    ["10 minutes after midnight, the day before", midnight + 10 * MINUTE - 1, known(0), "10", true],
    ["1 ms more", midnight + 10 * MINUTE, known(0), "10", false],
    ["10 minutes before midnight, the day after", midnight - 10 * MINUTE, known(0), "11", true],
    ["1 ms more", midnight - 10 * MINUTE - 1, known(0), "11", false],
    ["the uncertainty adds to it", midnight + 10 * MINUTE + 4_999, known(0, 5_000), "10", true],
    ["and no more", midnight + 10 * MINUTE + 5_000, known(0, 5_000), "10", false],
    [
      "an unknown time has no uncertainty to add",
      midnight + 10 * MINUTE,
      { atMs: 0, uncertaintyMs: 30 * 86_400_000, timeUnknown: true },
      "10",
      false,
    ],
    ["its own day", midnight + 3_600_000, known(0), "11", true],
    ["the day after tomorrow", midnight, known(0), "12", false],
  ];
  test.each(cases)("%s", (_, startMs, time, day, possible) => {
    expect(isPossibleDay(`2026-03-${day}`, startMs, time, noon, "UTC")).toBe(possible);
  });

  test("a day that has not come yet is possible for 10 minutes, however uncertain the time", () => {
    const wide = known(0, 86_400_000);
    const receivedMs = midnight - 10 * MINUTE;
    expect(isPossibleDay("2026-03-11", receivedMs, wide, receivedMs, "UTC")).toBe(true);
    expect(isPossibleDay("2026-03-11", receivedMs - 1, wide, receivedMs - 1, "UTC")).toBe(false);
  });

  test("is the site's day, also when its clocks change", () => {
    // Berlin's 2026-10-25 lasts 25 hours: from 22:00Z the day before to 23:00Z.
    const start = at("2026-10-25T22:45:00.000Z");
    const possible = (day: string, startMs: number) =>
      isPossibleDay(day, startMs, known(0), startMs, "Europe/Berlin");
    expect(possible("2026-10-25", start)).toBe(true);
    expect(possible("2026-10-26", start)).toBe(false);
    expect(possible("2026-10-26", start + 5 * MINUTE)).toBe(true);
    // 2026-03-29 lasts 23 hours: from 23:00Z to 22:00Z.
    expect(possible("2026-03-29", at("2026-03-29T22:09:59.999Z"))).toBe(true);
    expect(possible("2026-03-29", at("2026-03-29T22:10:00.000Z"))).toBe(false);
  });
});
