import { expect, it } from "vitest";
import { nextPollMs } from "./polling.ts";

it("doubles with every failure, up to a minute", () => {
  expect(
    [0, 1, 2, 3, 4, 5, 2000].map((failures) => nextPollMs(3_000, failures, undefined)),
  ).toEqual([3_000, 6_000, 12_000, 24_000, 48_000, 60_000, 60_000]);
});

it("keeps a pause that is longer than a minute as it is", () => {
  expect(nextPollMs(90_000, 3, undefined)).toBe(90_000);
});

it("obeys the server's wish", () => {
  expect(nextPollMs(3_000, 1, 40)).toBe(40_000);
  expect(nextPollMs(3_000, 4, 1)).toBe(48_000);
});
