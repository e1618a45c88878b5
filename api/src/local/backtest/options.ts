import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { readIsoTime } from "@throughline/shared/csv/iso-time.ts";
import { isTimeZone } from "@throughline/shared/time-zone.ts";
import { createLocalClock, toInstant } from "@throughline/shared/written-time.ts";
import { unknownOption } from "../options.ts";
import { StartFailure } from "../start-failure.ts";

export interface BacktestCommand {
  pms: string;
  lis: string;
  thresholdHours: number;
  timeZone: string;
  /** Epoch ms; undefined for as far as the files reach. */
  fromMs: number | undefined;
  toMs: number | undefined;
  stepMs: number;
  json: boolean;
}

export const backtestHelp = `Usage: npm run backtest -- --pms FILE --lis FILE [--threshold HOURS] [options]

Runs the monitor over the past: what would it have found in these files of patients and tests (CSV with
a header), had it been on? Nothing is stored and no server is needed. Each row counts as known at its
own instant. An episode begins when the time without a test reaches the threshold, or with the stay if
it had by then, and ends with the next counting test, the discharge, or the period.

  --pms FILE             patients and admissions
  --lis FILE             lab tests
  --threshold HOURS      the longest time without a test (default: 48)
  --from, --to TIME      the period: ISO 8601, or a date (default: from the first to the last time that
                         stands in the files)
  --step TIME            how often the monitor looks: 30s, 1m, 2h (default: 1m). Episodes do not depend
                         on it, only how many of them it would have noticed
  --time-zone ZONE       the zone of times without an offset, and of the days (default: this machine's)
  --json                 the figures as JSON
  --help                 this text`;

const UNIT_MS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000 };
const LONGEST_THRESHOLD = 24 * 60;

/** The options of `npm run backtest`, or "help". Throws a `StartFailure` naming what is wrong. */
export const parseBacktestOptions = (
  args: string[],
  { cwd, zone }: { cwd: string; zone: string },
): BacktestCommand | "help" => {
  const values = parseValues(args);
  if (values.help) return "help";
  const timeZone = values["time-zone"] ?? zone;
  if (!isTimeZone(timeZone)) {
    throw new StartFailure("--time-zone is not an IANA time zone such as Europe/Berlin.");
  }
  const file = (name: "pms" | "lis") => {
    const path = values[name];
    if (!path) throw new StartFailure(`--${name} is missing; --help lists the options.`);
    return resolve(cwd, path);
  };
  const fromMs = parseTime("from", values.from, timeZone);
  const toMs = parseTime("to", values.to, timeZone);
  if (fromMs !== undefined && toMs !== undefined && fromMs >= toMs) {
    throw new StartFailure("--to is not after --from.");
  }
  const thresholdHours = Number(values.threshold ?? 48);
  if (!(thresholdHours > 0 && thresholdHours <= LONGEST_THRESHOLD)) {
    throw new StartFailure(`--threshold is not a number of hours up to ${LONGEST_THRESHOLD}.`);
  }
  return {
    pms: file("pms"),
    lis: file("lis"),
    thresholdHours,
    timeZone,
    fromMs,
    toMs,
    stepMs: parseStep(values.step ?? "1m"),
    json: values.json ?? false,
  };
};

const parseTime = (name: string, text: string | undefined, timeZone: string) => {
  if (text === undefined) return undefined;
  const time = readIsoTime(text.trim());
  const instant = time && toInstant(time, createLocalClock(timeZone));
  if (typeof instant !== "number") {
    throw new StartFailure(`--${name} is not a date or a time such as 2026-03-01T08:00.`);
  }
  return instant;
};

/** A step such as `1m`, in ms; throws a `StartFailure`. */
export const parseStep = (text: string): number => {
  const [, count, unit = ""] = /^(\d{1,6})\s?(s|m|h)$/.exec(text.trim()) ?? [];
  const ms = Number(count) * (UNIT_MS[unit] ?? Number.NaN);
  if (!(ms > 0)) throw new StartFailure("--step is not a time such as 30s, 1m or 2h.");
  return ms;
};

const parseValues = (args: string[]) => {
  try {
    return parseArgs({
      args,
      options: {
        pms: { type: "string" },
        lis: { type: "string" },
        threshold: { type: "string" },
        from: { type: "string" },
        to: { type: "string" },
        step: { type: "string" },
        "time-zone": { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw unknownOption(error);
  }
};
