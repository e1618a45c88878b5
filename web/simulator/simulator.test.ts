import { expect, test, vi } from "vitest";
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

test("nothing in a world reads this machine's clock, randomness or timers", async () => {
  const callers: string[] = [];
  const watch = <Owner extends object>(owner: Owner, name: keyof Owner & string) => {
    const real = owner[name] as (...parameters: unknown[]) => unknown;
    vi.spyOn(owner, name as never).mockImplementation(((...parameters: unknown[]) => {
      const [, , caller = ""] = (new Error().stack ?? "").split("\n    at ").slice(1);
      // The test runner lives in the same process.
      if (!/node_modules\/(\.pnpm\/)?(@?vitest|tinypool|vite)/.test(caller))
        callers.push(`${name} ${caller}`);
      return real.apply(owner, parameters);
    }) as never);
  };
  watch(Date, "now");
  watch(Math, "random");
  watch(performance, "now");
  watch(globalThis, "setTimeout");
  watch(globalThis, "setInterval");
  try {
    Date.now();
    expect(callers.splice(0)).toHaveLength(1);
    const { counts } = await runWorld(13, 10_000);
    expect(counts.entries).toBeGreaterThan(20);
    expect(callers).toEqual([]);
  } finally {
    vi.restoreAllMocks();
  }
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
