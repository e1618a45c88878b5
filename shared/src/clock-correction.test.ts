import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CLOCK_AGREES_MS,
  type ClockReading,
  correctTime,
  MAX_AGE_MS,
  REQUEST_TIMEOUT_MS,
} from "./clock-correction.ts";

const now = Date.parse("2026-11-20T10:00:00.000Z");
const MINUTE_MS = 60_000;

const reading = (wallMs: number, monotonicMs: number, bootId = "page"): ClockReading => ({
  wallMs,
  monotonicMs,
  bootId,
});

describe("the corrected time", () => {
  test("is the device's own stamp where its clock agrees with the server's", () => {
    const corrected = correctTime(reading(now - 1_000, 0), reading(now - 200, 800), now);
    expect(corrected).toEqual({ atMs: now - 1_000, uncertaintyMs: 14_800, timeUnknown: false });
  });

  test("is never after the receipt", () => {
    const fast = now + 3_000;
    expect(correctTime(reading(fast, 0), reading(fast, 0), now).atMs).toBe(now);
  });

  test("is taken by age where the device's date is wrong", () => {
    const wrong = now - 400 * 86_400_000;
    const corrected = correctTime(reading(wrong, 0), reading(wrong + 90_000, 90_000), now);
    expect(corrected).toEqual({
      atMs: now - 90_000,
      // 90 s may drift by 9 ms.
      uncertaintyMs: REQUEST_TIMEOUT_MS + 9,
      timeUnknown: false,
    });
  });

  test.each([
    [CLOCK_AGREES_MS, now - CLOCK_AGREES_MS - 1_000],
    [CLOCK_AGREES_MS + 1, now - 1_000],
  ])("believes a clock that is %i ms behind up to the limit", (behindMs, atMs) => {
    const sent = reading(now - behindMs, 1_000);
    expect(correctTime(reading(now - behindMs - 1_000, 0), sent, now).atMs).toBe(atMs);
  });

  test("follows the monotonic clock where the wall clock was set back", () => {
    // Ten minutes passed, but the clock was set back by an hour in between.
    const stamped = reading(now + 60 * MINUTE_MS - 10 * MINUTE_MS, 5_000);
    const sent = reading(now, 5_000 + 10 * MINUTE_MS);
    const corrected = correctTime(stamped, sent, now);
    expect(corrected.atMs).toBe(now - 10 * MINUTE_MS);
    expect(corrected.timeUnknown).toBe(false);
  });

  test("follows the wall clock where the monotonic one stood still in sleep", () => {
    const corrected = correctTime(
      reading(now - 20 * MINUTE_MS, 5_000),
      reading(now, 5_000 + MINUTE_MS),
      now,
    );
    expect(corrected.atMs).toBe(now - 20 * MINUTE_MS);
    expect(corrected.uncertaintyMs).toBe(15_000 + 19 * MINUTE_MS + 120);
  });

  test("does not compare monotonic clocks of different pages", () => {
    const stamped = reading(now - MINUTE_MS, 90_000_000, "first page");
    expect(correctTime(stamped, reading(now, 100, "second page"), now).atMs).toBe(now - MINUTE_MS);
  });

  test.each([
    ["a millisecond from the future", -1],
    ["a millisecond beyond thirty days", MAX_AGE_MS + 1],
    ["no number", Number.NaN],
  ])("is the receipt and unknown for an age of %s", (_, ageMs) => {
    const corrected = correctTime(reading(now - ageMs, 0, "first"), reading(now, 0, "next"), now);
    expect(corrected).toEqual({ atMs: now, uncertaintyMs: MAX_AGE_MS, timeUnknown: true });
  });

  test.each([0, MAX_AGE_MS])("believes an age of %i ms", (ageMs) => {
    const corrected = correctTime(reading(now - ageMs, 0, "first"), reading(now, 0, "next"), now);
    expect(corrected).toMatchObject({ atMs: now - ageMs, timeUnknown: false });
  });

  /** A phone whose clocks are read at true times; its wall clock is set by `setMs` in between. */
  const phone = fc.record({
    offsetMs: fc.oneof(
      fc.integer({ min: -20_000, max: 20_000 }),
      fc.integer({ min: -1e10, max: 1e10 }),
    ),
    ageMs: fc.integer({ min: 0, max: 20 * 86_400_000 }),
    transitMs: fc.integer({ min: 0, max: REQUEST_TIMEOUT_MS }),
    fault: fc.oneof(
      fc.constant({ setMs: 0, sleptShare: 0 }),
      fc.record({ setMs: fc.integer({ min: -1e8, max: 1e8 }), sleptShare: fc.constant(0) }),
      fc.record({ setMs: fc.constant(0), sleptShare: fc.double({ min: 0, max: 1, noNaN: true }) }),
    ),
    samePage: fc.boolean(),
    driftPpm: fc.integer({ min: -99, max: 99 }),
  });

  test("is within its uncertainty of the truth, and never after the receipt", () => {
    fc.assert(
      fc.property(phone, ({ offsetMs, ageMs, transitMs, fault, samePage, driftPpm }) => {
        // A clock set between two pages cannot be seen.
        const { setMs, sleptShare } = samePage ? fault : { setMs: 0, sleptShare: 0 };
        const happened = now - transitMs - ageMs;
        const byClock = ageMs * (1 + driftPpm / 1e6);
        const monotonic = byClock * (1 - sleptShare);
        const corrected = correctTime(
          reading(happened + offsetMs, 1_000),
          reading(
            happened + byClock + offsetMs + setMs,
            1_000 + monotonic,
            samePage ? "page" : "next",
          ),
          now,
        );
        expect(corrected.atMs).toBeLessThanOrEqual(now);
        expect(Math.abs(corrected.atMs - happened)).toBeLessThanOrEqual(
          corrected.uncertaintyMs + 1,
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
