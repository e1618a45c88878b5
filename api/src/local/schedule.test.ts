import { expect, test } from "vitest";
import { scheduleEvery } from "./schedule.ts";

test("runs at once and again, never twice at a time, whatever fails; stopping waits", async () => {
  let running = 0;
  let most = 0;
  let runs = 0;
  const failures: unknown[] = [];
  let sawEnough = () => {};
  const enough = new Promise<void>((resolve) => {
    sawEnough = resolve;
  });
  const schedule = scheduleEvery(
    1,
    async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      if (++runs === 4) sawEnough();
      if (runs % 2) throw new Error(`run ${runs}`);
    },
    (error) => failures.push(error),
  );
  await enough;
  await schedule.stop();
  expect(running).toBe(0);
  expect(most).toBe(1);
  expect(failures.length).toBeGreaterThanOrEqual(2);
  const after = runs;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(runs).toBe(after);
});
