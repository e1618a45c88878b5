import { addDays, dayBounds } from "../calendar.ts";
import type { Event, ScanEvent } from "../event.ts";
import type { Station } from "../station.ts";
import { type VisitStatus, visitStatus } from "../visit.ts";
import { countCensus } from "./census.ts";
import { findClinicHours } from "./clinic-hours.ts";
import { encodeHistogram } from "./coded-histogram.ts";
import { type DaySummary, emptySummary } from "./day-summary.ts";
import { groupVisits } from "./group-visits.ts";
import { HistogramBuilder } from "./histogram.ts";
import { compareCodes, Tally, TransitionTally } from "./tally.ts";

export interface SummariseOptions {
  day: string;
  timeZone: string;
  /** Of the site; the codes of its entrances and exits count. */
  stations: readonly Station[];
  visitLimitMs: number;
  nowMs: number;
}

const perStatus = <T>(make: (status: VisitStatus) => T): Record<VisitStatus, T> => ({
  completed: make("completed"),
  abandoned: make("abandoned"),
  open: make("open"),
});

const codesOf = (stations: readonly Station[], kind: Station["kind"]) =>
  new Set(stations.filter((station) => station.kind === kind).map((station) => station.code));

/** The whole seconds between two instants (epoch ms). */
const secondsBetween = (fromMs: number, toMs: number) => Math.floor((toMs - fromMs) / 1000);

/**
 * Summarises the events of one day's partition, in any order and with repeats; the day may still
 * be going on. Scans of unknown time count as scans and stand in the paths, and are left out of
 * transitions, durations (if first or last), arrivals and census.
 */
export const summariseDay = (events: Iterable<Event>, options: SummariseOptions): DaySummary => {
  const { day, timeZone, stations, visitLimitMs, nowMs } = options;
  const entrances = codesOf(stations, "entrance");
  const exits = codesOf(stations, "exit");
  const hourAt = findClinicHours(timeZone);
  const census = countCensus(
    dayBounds(day, timeZone).startMs,
    dayBounds(addDays(day, 1), timeZone).endMs,
    nowMs,
  );
  const summary = emptySummary(day);
  const { quality } = summary;
  const paths = perStatus(() => new Tally<string>());
  const durations = perStatus(() => new HistogramBuilder());
  const transitions = new TransitionTally();
  const arrivals = new Map<number, { startMs: number; hour: number; n: number }>();
  const reasons = new Tally<string>();

  const grouped = groupVisits(events);
  quality.voidedScans = grouped.voidedScans;
  quality.testScans = grouped.testScans;
  for (const visit of grouped.visits) {
    const { scans } = visit;
    const status = visitStatus(visit, { exits, visitLimitMs, nowMs });
    summary[status]++;
    summary.scans += scans.length;
    reasons.add(visit.reason ?? "");

    let path = "";
    let entered = false;
    let left = false;
    let firstMs: number | undefined;
    let lastMs = 0;
    let previous: ScanEvent | undefined;
    for (const scan of scans) {
      path += path ? ` ${scan.station}` : scan.station;
      entered ||= entrances.has(scan.station);
      left ||= exits.has(scan.station);
      if (scan.timeUnknown) {
        quality.unknownTimes++;
        previous = undefined;
        continue;
      }
      if (scan.at !== scan.deviceAt) quality.correctedTimes++;
      const ms = Date.parse(scan.at);
      if (previous) {
        if (ms - lastMs < previous.uncertaintyMs + scan.uncertaintyMs) {
          quality.uncertainTransitions++;
        }
        transitions.between(previous.station, scan.station).add(secondsBetween(lastMs, ms));
      }
      firstMs ??= ms;
      lastMs = ms;
      previous = scan;
    }
    paths[status].add(path);
    if (!entered) quality.withoutEntrance++;
    if (!left) quality.withoutExit++;
    if (scans.length === 1) quality.singleScan++;
    if (firstMs === undefined) continue;

    const hour = hourAt(firstMs);
    const arrived = arrivals.get(hour.startMs);
    if (arrived) arrived.n++;
    else arrivals.set(hour.startMs, { ...hour, n: 1 });
    if (status === "open") census.addOpen(firstMs);
    else census.add(firstMs, lastMs);
    if (scans[0]?.timeUnknown) continue;
    if (status === "open") durations.open.add(Math.max(0, secondsBetween(firstMs, nowMs)));
    else if (previous) durations[status].add(secondsBetween(firstMs, lastMs));
  }

  const codes = new Set<string>();
  for (const status of ["completed", "abandoned", "open"] as const) {
    for (const path of paths[status].counts.keys())
      for (const code of path.split(" ")) codes.add(code);
  }
  summary.stations = [...codes].sort();
  const indexOf = new Map(summary.stations.map((code, index) => [code, index]));
  const index = (code: string) => indexOf.get(code) as number;
  summary.paths = perStatus((status) =>
    [...paths[status].counts]
      .map(([path, n]): [number[], number] => [path.split(" ").map(index), n])
      .sort((a, b) => comparePaths(a[0], b[0])),
  );
  summary.durations = perStatus((status) => encodeHistogram(durations[status].build()));
  summary.transitions = transitions
    .build()
    .map(({ from, to, seconds }) => [index(from), index(to), encodeHistogram(seconds)]);
  summary.arrivals = [...arrivals.values()]
    .map(({ startMs, hour, n }): DaySummary["arrivals"][number] => [startMs, hour, n])
    .sort((a, b) => a[0] - b[0]);
  summary.census = census.build();
  summary.reasons = [...reasons.counts].sort((a, b) => compareCodes(a[0], b[0]));
  return summary;
};

const comparePaths = (a: readonly number[], b: readonly number[]): number => {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
};
