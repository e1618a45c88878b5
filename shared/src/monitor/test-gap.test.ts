import { expect, test } from "vitest";
import { hour, hourMs, lastTest, stay } from "../testing/ward-builders.ts";
import { gapHours, gapOf } from "./test-gap.ts";

test("the gap begins with the last test, else the admission, else when the stay was first seen", () => {
  expect(gapOf(stay(), lastTest(hour(5)), 48)).toEqual({
    sinceAt: hour(5),
    since: "test",
    dueAt: hour(53),
  });
  expect(gapOf(stay(), null, 48)).toEqual({
    sinceAt: hour(0),
    since: "admission",
    dueAt: hour(48),
  });
  expect(gapOf(stay({ admittedAt: null, firstSeenAt: hour(3) }), null, 48)).toEqual({
    sinceAt: hour(3),
    since: "first-seen",
    dueAt: hour(51),
  });
});

test("a test from before the admission counts", () => {
  expect(gapOf(stay({ admittedAt: hour(10) }), lastTest(hour(2)), 48).dueAt).toBe(hour(50));
});

test("hours are elapsed ones, whatever the clocks of the place do meanwhile", () => {
  // Berlin, 2026-03-29: 02:00 becomes 03:00. 12:00 on Saturday to 13:00 on Monday is 48 hours.
  const spring = stay({ admittedAt: "2026-03-28T11:00:00.000Z" });
  expect(gapOf(spring, null, 48).dueAt).toBe("2026-03-30T11:00:00.000Z");
  expect(Date.parse("2026-03-30T13:00:00+02:00")).toBe(Date.parse("2026-03-30T11:00:00.000Z"));
  // 2026-10-25: 03:00 becomes 02:00. 12:00 on Saturday to 11:00 on Monday is 48 hours.
  const autumn = stay({ admittedAt: "2026-10-24T10:00:00.000Z" });
  expect(gapOf(autumn, null, 48).dueAt).toBe("2026-10-26T10:00:00.000Z");
  expect(Date.parse("2026-10-26T11:00:00+01:00")).toBe(Date.parse("2026-10-26T10:00:00.000Z"));
});

test("the hours of a gap are cut, never rounded up to the threshold", () => {
  expect(gapHours(hour(0), hourMs(48) - 1)).toBe(47.99);
  expect(gapHours(hour(0), hourMs(48))).toBe(48);
  expect(gapHours(hour(0), hourMs(0.5))).toBe(0.5);
  expect(gapHours(hour(1), hourMs(0))).toBe(0);
});
