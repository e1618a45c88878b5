import { expect, test } from "vitest";
import type { Faults } from "./faults.ts";
import { runWorld } from "./run-world.ts";
import { describeFailure, simulateWorlds } from "./simulate-worlds.ts";

test("one seed gives one trace, and another seed another", async () => {
  const first = await runWorld(11, 3_000);
  const again = await runWorld(11, 3_000);
  const other = await runWorld(12, 3_000);
  expect(first.violation).toBeUndefined();
  expect(first.counts.entries).toBeGreaterThan(20);
  expect(again).toEqual(first);
  expect(other.hash).not.toBe(first.hash);
});

test("whatever goes wrong in 100,000 steps, every scan counts once, on its day and near its time", async () => {
  const { failure, steps, counts, struck } = await simulateWorlds({ seed: 1, steps: 100_000 });
  if (failure) expect.fail(describeFailure(failure));
  expect(steps).toBeGreaterThanOrEqual(100_000);
  expect(counts.scans).toBeGreaterThan(1_000);
  // What cannot be seen is rare; otherwise something else hides behind it.
  expect(counts.unseenTimes + counts.unseenDays).toBeLessThan(counts.entries / 10);
  for (const fault of Object.keys(struck) as (keyof Faults)[]) {
    expect(struck[fault], fault).toBeGreaterThan(10);
  }
});
