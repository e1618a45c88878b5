import { expect, test } from "vitest";
import { hour, hourMs } from "../testing/ward-builders.ts";
import { judgeSilence, labsReachTo, usualInterval } from "./feed-silence.ts";

const feed = { createdAt: hour(0), lastGoodAt: hour(10), maxSilenceMinutes: 120, inUse: true };

test("a feed is silent from the very instant at which its longest silence is over", () => {
  expect(judgeSilence(feed, hourMs(12) - 1)).toEqual({ silentSince: null, nextAt: hour(12) });
  expect(judgeSilence(feed, hourMs(12))).toEqual({ silentSince: hour(10), nextAt: null });
});

test("one that never sent is silent since it was made; one not in use or without a limit never", () => {
  expect(judgeSilence({ ...feed, lastGoodAt: null }, hourMs(2))).toEqual({
    silentSince: hour(0),
    nextAt: null,
  });
  const never = { silentSince: null, nextAt: null };
  expect(judgeSilence({ ...feed, inUse: false }, hourMs(99))).toEqual(never);
  expect(judgeSilence({ ...feed, maxSilenceMinutes: null }, hourMs(99))).toEqual(never);
});

test("laboratories reach as far as the one that lags, and nowhere while one has sent nothing", () => {
  const lab = (reachesTo: string | null, rest = {}) => ({
    kind: "lis" as const,
    inUse: true,
    reachesTo,
    ...rest,
  });
  expect(labsReachTo([])).toBeNull();
  expect(labsReachTo([lab(hour(9)), lab(hour(7)), lab(hour(8))])).toBe(hour(7));
  expect(labsReachTo([lab(hour(9)), lab(null)])).toBeNull();
  expect(labsReachTo([lab(null), lab(hour(9))])).toBeNull();
  expect(labsReachTo([lab(hour(9)), lab(null, { inUse: false })])).toBe(hour(9));
  expect(labsReachTo([lab(hour(9)), lab(hour(1), { kind: "pms" })])).toBe(hour(9));
});

test("the usual interval is the median between arrivals, in whatever order they are told", () => {
  expect(usualInterval([hour(0), hour(1)])).toBeNull();
  expect(usualInterval([hour(0), hour(1), hour(3)])).toBe(90);
  expect(usualInterval([hour(9), hour(0), hour(1), hour(2)])).toBe(60);
});
