import { parseArgs } from "node:util";
import { reportClocks, tabulate } from "./clock-report.ts";
import { describeFailure, simulateWorlds } from "./simulate-worlds.ts";

const usage = `npm run simulate -- [--seed N] [--steps N] [--clock-report]

Lets simulated phones, their network and the server live through faults, and judges what came of it.
  --seed N    where to begin (1)
  --steps N   how long (100000)
  --clock-report   how many stored times are wrong by more than a minute, beside naive ways`;

const wholeNumber = (text: string, name: string): number => {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new Error(`--${name} is a whole number above 0.\n\n${usage}`);
};

const inWords = (counts: object) =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");

const simulate = async (args: string[]): Promise<number> => {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: "string", default: "1" },
      steps: { type: "string", default: "100000" },
      "clock-report": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const seed = wholeNumber(values.seed, "seed");
  const wanted = wholeNumber(values.steps, "steps");
  if (values["clock-report"]) {
    console.log(tabulate(await reportClocks(seed, wanted)));
    return 0;
  }
  let made = 0;
  let told = 0;
  const simulation = await simulateWorlds({ seed, steps: wanted }, ({ steps }) => {
    made += steps;
    if (made - told < 100_000) return;
    told = made;
    console.log(`${made} steps`);
  });
  const { failure, steps, worlds, counts, struck } = simulation;
  if (failure) {
    console.log(describeFailure(failure));
    return 1;
  }
  console.log(`${steps} steps in ${worlds} worlds from seed ${seed}: every property held.`);
  console.log(`It saw ${inWords(counts)}.`);
  console.log(`Faults that struck: ${inWords(struck)}.`);
  return 0;
};

try {
  process.exitCode = await simulate(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
