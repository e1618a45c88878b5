import { type Code, productCode } from "./code.ts";
import { type Faults, noFaults } from "./faults.ts";
import { type Counts, noCounts } from "./properties.ts";
import { runWorld, type WorldResult } from "./run-world.ts";

/** A longer run would find nothing that another start does not find sooner. */
const WORLD_STEPS = 5_000;

export interface Simulation {
  steps: number;
  worlds: number;
  counts: Counts;
  struck: Faults;
  /** The first world in which a property did not hold; what replays it is its seed and steps. */
  failure: { result: WorldResult; steps: number } | undefined;
}

/** Runs worlds one after the other, of seeds that follow each other, until so many steps are made. */
export const simulateWorlds = async (
  { seed, steps, plant = () => productCode }: { seed: number; steps: number; plant?: () => Code },
  told: (result: WorldResult) => void = () => {},
): Promise<Simulation> => {
  const simulation: Simulation = {
    steps: 0,
    worlds: 0,
    counts: noCounts(),
    struck: noFaults(),
    failure: undefined,
  };
  while (simulation.steps < steps) {
    const planned = Math.min(WORLD_STEPS, steps - simulation.steps);
    const result = await runWorld(seed + simulation.worlds, planned, { code: plant() });
    simulation.steps += result.steps;
    simulation.worlds++;
    addTo(simulation.counts, result.counts);
    addTo(simulation.struck, result.struck);
    told(result);
    if (result.violation) {
      simulation.failure = { result, steps: planned };
      break;
    }
  }
  return simulation;
};

const addTo = <Key extends string>(sum: Record<Key, number>, more: Record<Key, number>) => {
  for (const name of Object.keys(more) as Key[]) sum[name] += more[name];
};

/** What went wrong and how to see it again. */
export const describeFailure = ({
  result: { seed, violation, lines },
  steps,
}: NonNullable<Simulation["failure"]>): string =>
  [
    ...lines.slice(-60),
    "",
    `A property does not hold in world ${seed}: ${violation}`,
    `To see it again: npm run simulate -- --seed ${seed} --steps ${steps}`,
  ].join("\n");
