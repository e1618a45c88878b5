import { expect, test } from "vitest";
import { simulateWorlds } from "./simulate-worlds.ts";
import { variants } from "./variants/variants.ts";

const ENOUGH_STEPS = 60_000;

test.each(Object.entries(variants))("the simulator finds: %s", async (_name, plant) => {
  const { failure, steps } = await simulateWorlds({ seed: 1, steps: ENOUGH_STEPS, plant });
  expect(failure, `nothing found in ${steps} steps`).toBeDefined();
});
