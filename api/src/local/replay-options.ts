import { type LogOptions, logOptionsHelp, parseLogOptions } from "./log-options.ts";
import { StartFailure } from "./start-failure.ts";

export interface ReplayOptions extends LogOptions {
  speed: number;
}

const FASTEST = 1_000_000;

export const replayHelp = `Usage: npm run replay -- --file LOG.csv [--case COLUMN] [--activity COLUMN] [--time COLUMN] [options]

Plays an event log (CSV in UTF-8 with a header) to the running server as if its cases came now, each
with a phone: scans are pushed one by one through the sync protocol. The first event happens when the
play begins. At speed 60 an hour of the log passes in a minute, so waits come out 60 times shorter.
Every play makes new visits; to bring a log in as it happened use npm run import.

  --speed NUMBER         1 to ${FASTEST} (default: 1, as it happened)
${logOptionsHelp}

The stations must be there: an activity is one by its label. A bad row is named with its line, and
the rest is played. Ctrl-C ends the play; what was sent stays.`;

/** The options of `npm run replay`, or "help". Throws a `StartFailure` naming what is wrong. */
export const parseReplayOptions = (
  args: string[],
  folders: { cwd: string; defaultData: string },
): ReplayOptions | "help" => {
  const parsed = parseLogOptions(args, ["speed"], folders);
  if (parsed === "help") return "help";
  const speed = Number(parsed.values.speed ?? 1);
  if (!(speed >= 1 && speed <= FASTEST)) {
    throw new StartFailure(`--speed is not a number from 1 to ${FASTEST}.`);
  }
  return { ...parsed.log, speed };
};
