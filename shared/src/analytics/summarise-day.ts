import { dayBounds } from "../calendar.ts";
import type { Event, ScanEvent } from "../event.ts";
import type { Station } from "../station.ts";
import { visitStatus } from "../visit.ts";
import { assembleSummary } from "./assemble-summary.ts";
import { countCensus } from "./census.ts";
import { findClinicHours } from "./clinic-hours.ts";
import { lateFromMs } from "./closed-day.ts";
import { type DaySummary, emptySummary, perStatus } from "./day-summary.ts";
import { type GroupedVisits, groupVisits } from "./group-visits.ts";
import { HistogramBuilder } from "./histogram.ts";
import { Tally, TransitionTally } from "./tally.ts";

export interface SummariseOptions {
  day: string;
  timeZone: string;
  /** Of the site; the codes of its entrances and exits count. */
  stations: readonly Station[];
  visitLimitMs: number;
  nowMs: number;
  /** The whole seconds that count between two instants (epoch ms); all of them unless given. */
  secondsBetween?: (fromMs: number, toMs: number) => number;
}

const codesOf = (stations: readonly Station[], kind: Station["kind"]) =>
  new Set(stations.filter((station) => station.kind === kind).map((station) => station.code));

const allSeconds = (fromMs: number, toMs: number) => Math.floor((toMs - fromMs) / 1000);

/** The stations at which a visit is completed. */
export const exitCodes = (stations: readonly Station[]): ReadonlySet<string> =>
  codesOf(stations, "exit");

/**
 * Summarises the events of one day's partition, in any order and with repeats; the day may still
 * be going on. Scans of unknown time count as scans and stand in the paths, and are left out of
 * transitions, durations (if first or last), arrivals and census.
 */
export const summariseDay = (events: Iterable<Event>, options: SummariseOptions): DaySummary =>
  summariseVisits(groupVisits(events), options);

/** The same of visits that are folded already. */
export const summariseVisits = (
  { visits, voidedScans, testScans }: GroupedVisits,
  options: SummariseOptions,
): DaySummary => {
  const { day, timeZone, stations, visitLimitMs, nowMs, secondsBetween = allSeconds } = options;
  const entrances = codesOf(stations, "entrance");
  const exits = exitCodes(stations);
  const hourAt = findClinicHours(timeZone);
  const { startMs, endMs } = dayBounds(day, timeZone);
  const lateFrom = new Date(lateFromMs(endMs, visitLimitMs)).toISOString();
  let changedAt: string | null = null;
  const census = countCensus(startMs);
  const paths = perStatus(() => new Tally<string>());
  const durations = perStatus(() => new HistogramBuilder());
  const transitions = new TransitionTally();
  const arrivals = new Tally<number>();
  const reasons = new Tally<string>();
  const { quality } = emptySummary(day);
  quality.voidedScans = voidedScans;
  quality.testScans = testScans;

  for (const visit of visits) {
    const { scans } = visit;
    const status = visitStatus(visit, { exits, visitLimitMs, nowMs });
    let path = "";
    let entered = false;
    let left = false;
    let firstMs: number | undefined;
    let lastMs = 0;
    /** The scan before, unless its time is unknown. */
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
        transitions.between(previous.station, scan.station).add(secondsBetween(lastMs, ms));
        const uncertaintyMs = previous.uncertaintyMs + scan.uncertaintyMs;
        if (ms - lastMs < uncertaintyMs) quality.uncertainTransitions++;
      }
      firstMs ??= ms;
      lastMs = ms;
      previous = scan;
    }
    paths[status].add(path);
    reasons.add(visit.reason ?? "");
    if (!entered) quality.withoutEntrance++;
    if (!left) quality.withoutExit++;
    if (scans.length === 1) quality.singleScan++;
    if (visit.lastReceivedAt >= lateFrom) {
      quality.lateVisits++;
      if (changedAt === null || visit.lastReceivedAt > changedAt) changedAt = visit.lastReceivedAt;
    }
    if (firstMs === undefined) continue;

    arrivals.add(hourAt(firstMs).startMs);
    const startKnown = !scans[0]?.timeUnknown;
    if (status === "open") {
      census.addOpen(firstMs);
      if (startKnown) durations.open.add(Math.max(0, secondsBetween(firstMs, nowMs)));
    } else {
      census.add(firstMs, lastMs);
      if (startKnown && previous) durations[status].add(secondsBetween(firstMs, lastMs));
    }
  }
  return assembleSummary({
    day,
    paths,
    durations,
    transitions: transitions.build(),
    arrivals: [...arrivals.counts].map(([ms, n]) => [ms, hourAt(ms).hour, n]),
    census: census.build(),
    reasons,
    quality,
    changedAt,
  });
};
