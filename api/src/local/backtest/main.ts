/** `npm run backtest`: what a threshold would have meant, from files of the past. */
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { defaultWardSettings } from "@throughline/shared/ward.ts";
import { runBacktest } from "../../operations/ward/run-backtest.ts";
import { runCommand, typedIn } from "../run-command.ts";
import { StartFailure } from "../start-failure.ts";
import { describeBacktest } from "./describe-backtest.ts";
import { backtestHelp, parseBacktestOptions } from "./options.ts";

const readNamed = async function* (path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path);
  } catch (error) {
    throw new StartFailure(`${path} cannot be read.`, { cause: error });
  }
};

await runCommand(async () => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const options = parseBacktestOptions(process.argv.slice(2), { cwd: typedIn, zone });
  if (options === "help") return console.log(backtestHelp);
  const { pms, lis, json, ...rest } = options;
  const file = (path: string) => ({ name: basename(path), bytes: readNamed(path) });
  const result = await runBacktest({
    ...rest,
    pms: file(pms),
    lis: file(lis),
    rule: defaultWardSettings.counting,
    nowMs: Date.now(),
  });
  if ("problem" in result) {
    throw new StartFailure(`${result.file === "pms" ? pms : lis}: ${result.problem.sentence}`);
  }
  console.log(json ? JSON.stringify(result) : describeBacktest(result, options));
});
