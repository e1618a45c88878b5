import { deflateRawSync } from "node:zlib";
import { canonicalSummary } from "../src/analytics/day-summary.ts";
import { flowDay } from "../src/analytics/flow-day.ts";
import { quantileSorted } from "../src/analytics/quantile.ts";
import { summariseDay } from "../src/analytics/summarise-day.ts";
import type { Event } from "../src/event.ts";
import { defaultSettings, hoursToMs } from "../src/site.ts";
import { simulateHospitalDay } from "../src/testing/hospital-day.ts";

const EVENTS = 100_000;
const ROUNDS = 31;

const median = (values: number[]) =>
  quantileSorted(
    values.sort((a, b) => a - b),
    0.5,
  ) as number;

const timed = <T>(run: () => T): { result: T; ms: number } => {
  const startedMs = performance.now();
  const result = run();
  return { result, ms: performance.now() - startedMs };
};

/** How long a day's figures take against parsing its events, and how large its summary is. */
export const benchAnalytics = async (
  print: (line: string) => void = console.log,
): Promise<void> => {
  const day = "2026-11-20";
  const settings = defaultSettings("Europe/Berlin");
  const { timeZone, stations, visitLimitHours } = settings;
  const nowMs = Date.parse("2026-11-22T12:00:00.000Z");
  const visitLimitMs = hoursToMs(visitLimitHours);
  const simulated = simulateHospitalDay({ seed: 1, scans: EVENTS, day, timeZone });
  const text = JSON.stringify(simulated.slice(0, EVENTS));
  const parseMs: number[] = [];
  const analyseMs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const parsed = timed(() => JSON.parse(text) as Event[]);
    const analysed = timed(() => {
      const options = { day, timeZone, stations, visitLimitMs, nowMs };
      return flowDay(summariseDay(parsed.result, options), [], {
        settings,
        attendance: [],
        nowMs,
      });
    });
    parseMs.push(parsed.ms);
    analyseMs.push(analysed.ms);
  }
  print(
    JSON.stringify({
      name: "analytics of 100,000 events",
      value: Number((median(analyseMs) / median(parseMs)).toFixed(2)),
      unit: "times JSON.parse",
      against: `JSON.parse of the same events: ${median(parseMs).toFixed(0)} ms`,
      goal: "≤ 3",
    }),
  );
  const summary = summariseDay(simulated, { day, timeZone, stations, visitLimitMs, nowMs });
  const json = canonicalSummary(summary);
  print(
    JSON.stringify({
      name: "summary of a day of 100,000 scans, deflated",
      value: Number((deflateRawSync(json, { level: 9 }).length / 1024).toFixed(1)),
      unit: "KB",
      against: `as JSON: ${(json.length / 1024).toFixed(1)} KB`,
      goal: "≤ 28, seven read blocks of 4 KB",
    }),
  );
};

if (import.meta.filename === process.argv[1]) await benchAnalytics();
