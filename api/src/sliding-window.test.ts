import fc from "fast-check";
import { expect, test } from "vitest";
import { createSlidingWindow } from "./sliding-window.ts";

const windowMs = 1_000;
const limit = 5;

test("admits what the last window has room for, to the millisecond", () => {
  const window = createSlidingWindow({ limit, windowMs });
  window.add("a", 3, 0);
  window.add("a", 2, 400);
  expect(window.waitFor("a", 1, 400)).toBe(600);
  expect(window.waitFor("a", 4, 400)).toBe(1_000);
  expect(window.waitFor("b", 5, 400)).toBe(0);
  expect(window.waitFor("a", 1, 999)).toBe(1);
  expect(window.waitFor("a", 3, 1_000)).toBe(0);
  expect(window.waitFor("a", 4, 1_000)).toBe(400);
});

test("what can never fit waits a whole window", () => {
  const window = createSlidingWindow({ limit, windowMs });
  expect(window.waitFor("a", 6, 0)).toBe(windowMs);
});

test("forgets the key used longest ago when there are too many", () => {
  const window = createSlidingWindow({ limit, windowMs, maxKeys: 2 });
  for (const key of ["a", "b"]) window.add(key, 5, 0);
  window.add("a", 0, 1);
  window.add("c", 5, 2);
  expect(["a", "b", "c"].map((key) => window.waitFor(key, 1, 2) > 0)).toEqual([true, false, true]);
});

test("never lets more than the limit into any window, and refuses nothing else", () => {
  const steps = fc.array(
    fc.record({ after: fc.integer({ min: 0, max: 700 }), count: fc.integer({ min: 1, max: 4 }) }),
  );
  fc.assert(
    fc.property(steps, (attempts) => {
      const window = createSlidingWindow({ limit, windowMs });
      const admitted: { atMs: number; count: number }[] = [];
      /** Counts by looking through everything that was ever admitted. */
      const countIn = (fromMs: number, toMs: number) =>
        admitted.reduce(
          (sum, made) => sum + (made.atMs > fromMs && made.atMs <= toMs ? made.count : 0),
          0,
        );
      let nowMs = 0;
      for (const { after, count } of attempts) {
        nowMs += after;
        const waitMs = window.waitFor("a", count, nowMs);
        expect(waitMs === 0).toBe(countIn(nowMs - windowMs, nowMs) + count <= limit);
        if (waitMs === 0) {
          window.add("a", count, nowMs);
          admitted.push({ atMs: nowMs, count });
        } else {
          const then = nowMs + waitMs;
          expect(countIn(then - windowMs, then) + count).toBeLessThanOrEqual(limit);
          expect(countIn(then - 1 - windowMs, then - 1) + count).toBeGreaterThan(limit);
        }
      }
    }),
  );
});
