import type { SiteSettings } from "../site.ts";
import type { VisitStatus } from "../visit.ts";
import type { CodedHistogram } from "./coded-histogram.ts";

/**
 * Goes up whenever the same events would give a different summary. Summaries outlive their events,
 * so whoever raises it also teaches this folder to read the earlier shape.
 */
export const SUMMARY_VERSION = 3;

/** Quality counts, over all visits of the day whatever their status. */
export interface QualityCounts {
  withoutEntrance: number;
  withoutExit: number;
  singleScan: number;
  correctedTimes: number;
  unknownTimes: number;
  voidedScans: number;
  testScans: number;
  uncertainTransitions: number;
  lateVisits: number;
}

/** From this quarter of an hour on, counted from the day's start, so many visits are inside. */
export type CensusStep = [quarter: number, n: number];

/**
 * Everything that the figures of a day need of its events, losslessly and as plain JSON. The same
 * events give the same bytes (`canonicalSummary`) whatever their order; when no visit is open they
 * do so at any later time.
 */
export interface DaySummary {
  version: number;
  day: string;
  scans: number;
  completed: number;
  abandoned: number;
  open: number;
  /** The codes of all stations scanned, ascending; the rest names a station by its index here. */
  stations: string[];
  /** Per status: each distinct sequence of stations and how many visits took it. */
  paths: Record<VisitStatus, [path: number[], n: number][]>;
  /** First to last scan; of open visits to the instant at which the summary was made. */
  durations: Record<VisitStatus, CodedHistogram>;
  transitions: [from: number, to: number, seconds: CodedHistogram][];
  /** Visits by the clinic hour of their first scan: its start in epoch ms and its local hour. */
  arrivals: [startMs: number, hour: number, n: number][];
  /** How many of the day's visits were inside, until the last of them left, whichever day that was. */
  census: CensusStep[];
  reasons: [code: string, n: number][];
  quality: QualityCounts;
  /** When a device last sent something after the day had closed; null when none did. */
  changedAt: string | null;
}

/** One value for each status a visit can have. */
export const perStatus = <T>(make: (status: VisitStatus) => T): Record<VisitStatus, T> => ({
  completed: make("completed"),
  abandoned: make("abandoned"),
  open: make("open"),
});

/** The summary of a day on which nothing happened. */
export const emptySummary = (day: string): DaySummary => ({
  version: SUMMARY_VERSION,
  day,
  scans: 0,
  completed: 0,
  abandoned: 0,
  open: 0,
  stations: [],
  paths: { completed: [], abandoned: [], open: [] },
  durations: { completed: "", abandoned: "", open: "" },
  transitions: [],
  arrivals: [],
  census: [],
  reasons: [],
  quality: {
    withoutEntrance: 0,
    withoutExit: 0,
    singleScan: 0,
    correctedTimes: 0,
    unknownTimes: 0,
    voidedScans: 0,
    testScans: 0,
    uncertainTransitions: 0,
    lateVisits: 0,
  },
  changedAt: null,
});

/** All visits of the day. */
export const countVisits = (
  summary: Pick<DaySummary, "completed" | "abandoned" | "open">,
): number => summary.completed + summary.abandoned + summary.open;

/** The one text of a summary; `parseSummary` is its inverse. */
export const canonicalSummary = (summary: DaySummary): string => JSON.stringify(summary);

/**
 * What a summary depends on beside the events. A summary that was built on another basis is out of
 * date.
 */
export const summaryBasis = ({
  timeZone,
  visitLimitHours,
  stations,
}: Pick<SiteSettings, "timeZone" | "visitLimitHours" | "stations">): string => {
  const codes = (kind: "entrance" | "exit") =>
    stations
      .filter((station) => station.kind === kind)
      .map((station) => station.code)
      .sort();
  return JSON.stringify([
    SUMMARY_VERSION,
    timeZone,
    visitLimitHours,
    codes("entrance"),
    codes("exit"),
  ]);
};
