import { expect, test } from "vitest";
import { formatDone, formatDue, formatGap, formatMoment } from "./words.ts";

const nowMs = Date.parse("2026-11-20T12:00:00.000Z");
const before = (minutes: number) => new Date(nowMs - minutes * 60_000).toISOString();

test.each([
  [0, "0 min"],
  [59.99, "59 min"],
  [60, "1 h"],
  [47 * 60 + 59.99, "47 h"],
  [48 * 60, "48 h"],
  [2_000 * 60, "2,000 h"],
  // A test that the laboratory's clock put minutes ahead.
  [-5, "0 min"],
])("%s minutes without a test are %s", (minutes, text) => {
  expect(formatGap(before(minutes), nowMs)).toBe(text);
});

test.each([
  [-400, "due in 6 h"],
  [-119.5, "due in 1 h"],
  [-35.2, "due in 35 min"],
  [-0.5, "due in less than 1 min"],
  [0, "due now"],
  [0.5, "due now"],
  [1, "due 1 min ago"],
  [13 * 60 + 5, "due 13 h ago"],
])("what is due %s minutes ago", (minutes, text) => {
  expect(formatDue(before(minutes), nowMs)).toBe(text);
});

test("what was done today says when by its time alone, across the site's midnight", () => {
  const berlin = "Europe/Berlin";
  const nightMs = Date.parse("2026-11-20T23:30:00.000Z");
  expect(formatDone("2026-11-20T23:00:00.000Z", berlin, nightMs)).toBe("00:00");
  expect(formatDone("2026-11-20T22:59:59.999Z", berlin, nightMs)).toBe("Fri 23:59");
});

test("a moment names its weekday, and its date when that is not of this week", () => {
  const berlin = "Europe/Berlin";
  expect(formatMoment("2026-11-17T20:10:00.000Z", berlin, nowMs)).toBe("Tue 21:10");
  expect(formatMoment("2026-11-22T08:00:00.000Z", berlin, nowMs)).toBe("Sun 09:00");
  expect(formatMoment("2026-11-13T20:10:00.000Z", berlin, nowMs)).toBe("13 Nov, 21:10");
});
