import { describe, expect, test } from "vitest";
import { isSameScan, SAME_SCAN_MS, visitGoesOn } from "./recording.ts";

const now = Date.parse("2026-11-20T10:00:00.000Z");
const HOUR_MS = 3_600_000;

describe("a second scan", () => {
  const last = { station: "lab", deviceMs: now };
  test.each([
    ["a moment later", "lab", now, true],
    ["59.999 s later", "lab", now + SAME_SCAN_MS - 1, true],
    ["60 s later", "lab", now + SAME_SCAN_MS, false],
    ["after the clock was set back a little", "lab", now - 30_000, true],
    ["after the clock was set back by an hour", "lab", now - HOUR_MS, false],
    ["at another station", "vitals", now + 1_000, false],
  ])("%s", (_, station, nowMs, same) => {
    expect(isSameScan(last, station, nowMs)).toBe(same);
  });

  test("is none when there was no scan before", () => {
    expect(isSameScan(undefined, "lab", now)).toBe(false);
  });
});

describe("a visit on the same phone", () => {
  const limitMs = 12 * HOUR_MS;
  test.each([
    ["goes on at the limit since its last scan", false, now + limitMs, true],
    ["does not go on after it", false, now + limitMs + 1, false],
    ["does not go on when the clock was set back beyond it", false, now - limitMs - 1, false],
    ["does not go on once it has ended", true, now, false],
  ])("%s", (_, ended, nowMs, goesOn) => {
    expect(visitGoesOn({ ended, lastScanMs: now }, limitMs, nowMs)).toBe(goesOn);
  });
});
