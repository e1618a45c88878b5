import { expect, it } from "vitest";
import { createFastClock } from "./fast-clock.ts";

it("runs fast until its hour, then at the usual pace", () => {
  let realMs = 5_000;
  const now = createFastClock({
    startMs: 1_000_000,
    untilMs: 1_060_000,
    speed: 20,
    realNow: () => realMs,
  });
  expect(now()).toBe(1_000_000);
  realMs = 6_000;
  expect(now()).toBe(1_020_000);
  realMs = 8_000;
  expect(now()).toBe(1_060_000);
  realMs = 8_001;
  expect(now()).toBe(1_060_001);
  realMs = 68_000;
  expect(now()).toBe(1_120_000);
});
