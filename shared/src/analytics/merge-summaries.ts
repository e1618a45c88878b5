import type { VisitStatus } from "../visit.ts";
import { decodeHistogram } from "./coded-histogram.ts";
import {
  countVisits,
  type DaySummary,
  emptySummary,
  perStatus,
  type QualityCounts,
} from "./day-summary.ts";
import { type Histogram, HistogramBuilder } from "./histogram.ts";
import { Tally, type Transition, TransitionTally } from "./tally.ts";

export interface PathCount {
  codes: string[];
  completed: number;
  abandoned: number;
  open: number;
}

/** What the figures of a period need: the sum of its days, still lossless. */
export interface PeriodSummary {
  days: { day: string; visits: number }[];
  scans: number;
  completed: number;
  abandoned: number;
  open: number;
  paths: PathCount[];
  durations: Record<VisitStatus, Histogram>;
  transitions: Transition[];
  /** By local hour, 0 to 23. */
  arrivalsByHour: number[];
  /** By code; `""` stands for none. */
  reasons: Map<string, number>;
  quality: QualityCounts;
}

const statuses = ["completed", "abandoned", "open"] as const;

/** Adds up the summaries of different days, in any order. */
export const mergeSummaries = (summaries: Iterable<DaySummary>): PeriodSummary => {
  const { scans, completed, abandoned, open, quality } = emptySummary("");
  const counts = { scans, completed, abandoned, open };
  const days: PeriodSummary["days"] = [];
  const paths = new Map<string, PathCount>();
  const durations = perStatus(() => new HistogramBuilder());
  const transitions = new TransitionTally();
  const arrivalsByHour = new Array<number>(24).fill(0);
  const reasons = new Tally<string>();

  for (const summary of summaries) {
    const code = (index: number) => summary.stations[index] as string;
    days.push({ day: summary.day, visits: countVisits(summary) });
    counts.scans += summary.scans;
    for (const status of statuses) {
      counts[status] += summary[status];
      durations[status].addAll(decodeHistogram(summary.durations[status]));
      for (const [path, n] of summary.paths[status]) {
        const codes = path.map(code);
        const key = codes.join(" ");
        let known = paths.get(key);
        if (!known) {
          known = { codes, completed: 0, abandoned: 0, open: 0 };
          paths.set(key, known);
        }
        known[status] += n;
      }
    }
    for (const [from, to, seconds] of summary.transitions) {
      transitions.between(code(from), code(to)).addAll(decodeHistogram(seconds));
    }
    for (const [, hour, n] of summary.arrivals) {
      arrivalsByHour[hour] = (arrivalsByHour[hour] as number) + n;
    }
    for (const [reason, n] of summary.reasons) reasons.add(reason, n);
    for (const name of Object.keys(quality) as (keyof QualityCounts)[]) {
      quality[name] += summary.quality[name];
    }
  }

  return {
    ...counts,
    days: days.sort((a, b) => (a.day < b.day ? -1 : 1)),
    paths: [...paths.values()],
    durations: perStatus((status) => durations[status].build()),
    transitions: transitions.build(),
    arrivalsByHour,
    reasons: reasons.counts,
    quality,
  };
};
