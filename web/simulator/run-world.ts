import { checkSummaries } from "./check-summaries.ts";
import { type Faults, noFaults } from "./faults.ts";
import { type Counts, checkEntries, noCounts } from "./properties.ts";
import { withoutOutsideWorld } from "./without-outside-world.ts";
import { createWorld, type World, type WorldOptions } from "./world.ts";

export interface WorldResult {
  seed: number;
  steps: number;
  /** Of everything that happened. */
  hash: string;
  counts: Counts;
  /** How often each fault struck. */
  struck: Faults;
  /** The first property that did not hold. */
  violation: string | undefined;
  /** What happened last. */
  lines: string[];
}

const MINUTE_MS = 60_000;
const HEALING_MS = 90 * MINUTE_MS;
const HEALING_STEPS = 6_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * Lets a world live for so many steps, heals it, and judges it. What is left of a step count after
 * the last thing that people did is not used up.
 */
export const runWorld = (
  seed: number,
  steps: number,
  options: WorldOptions = {},
): Promise<WorldResult> =>
  withoutOutsideWorld(async () => {
    const world = await createWorld(seed, options);
    const counts = noCounts();
    const { scheduler } = world;
    await liveAndHeal(world, steps);
    if (!world.violation()) checkEntries(world, counts);
    if (!world.violation()) await judgeSummaries(world, counts);
    if (!world.violation()) {
      await pass(world, 2 * DAY_MS);
      await judgeSummaries(world, noCounts());
    }
    return {
      seed,
      steps: scheduler.steps(),
      hash: world.trace.hash(),
      counts,
      struck: world.struck,
      violation: world.violation(),
      lines: world.trace.lines(),
    };
  });

/** Lets people and faults do their work for so many steps, and heals the world. */
export const liveAndHeal = async (world: World, steps: number): Promise<void> => {
  const { scheduler, violation } = world;
  while (scheduler.steps() < steps && !violation()) await scheduler.step();
  if (!violation()) await heal(world);
};

/**
 * From now on nothing goes wrong. Everybody opens the page once more, where there is no network yet;
 * then it comes back, nobody is told, and the queues empty.
 */
const heal = async (world: World) => {
  const { slow } = world.faults;
  Object.assign(world.faults, noFaults(), { slow });
  world.end();
  world.server.start();
  for (const phone of world.phones) {
    phone.wake();
    phone.diskIsFull = false;
    phone.goOffline();
    phone.open();
  }
  await pass(world, MINUTE_MS / 2);
  for (const phone of world.phones) phone.reconnect();
  const waiting = () => world.phones.filter((phone) => waitingOn(phone.disk.contents).length > 0);
  const endMs = world.scheduler.nowMs() + HEALING_MS;
  const endSteps = world.scheduler.steps() + HEALING_STEPS;
  const isInTime = () => world.scheduler.nowMs() < endMs && world.scheduler.steps() < endSteps;
  while (waiting().length > 0 && isInTime()) {
    if (world.violation() || !(await world.scheduler.step())) break;
  }
  if (waiting().length === 0) await pass(world, 10 * MINUTE_MS);
  for (const { name } of waiting()) world.violate(`the queue of ${name} does not empty`);
};

const waitingOn = ({ entries }: World["phones"][number]["disk"]["contents"]) =>
  [...entries.values()].filter(({ rejected }) => !rejected);

const pass = async ({ scheduler, violation }: World, ms: number) => {
  const endMs = scheduler.nowMs() + ms;
  while (!violation() && (scheduler.nextMs() ?? Number.POSITIVE_INFINITY) <= endMs) {
    await scheduler.step();
  }
};

const judgeSummaries = async (world: World, counts: Counts) => {
  let judged = false;
  const judging = checkSummaries(world, counts).then(() => {
    judged = true;
  });
  while (!judged && (await world.scheduler.step()));
  await judging;
};
