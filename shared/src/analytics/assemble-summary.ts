import type { VisitStatus } from "../visit.ts";
import { encodeHistogram } from "./coded-histogram.ts";
import { type DaySummary, perStatus, SUMMARY_VERSION } from "./day-summary.ts";
import type { HistogramBuilder } from "./histogram.ts";
import { compareCodes, type Tally, type Transition } from "./tally.ts";

export interface DayTallies
  extends Pick<DaySummary, "day" | "arrivals" | "census" | "quality" | "changedAt"> {
  /** Station codes joined by a space, which no code has. */
  paths: Record<VisitStatus, Tally<string>>;
  durations: Record<VisitStatus, HistogramBuilder>;
  transitions: readonly Transition[];
  reasons: Tally<string>;
}

/** Brings what was counted of a day into the one canonical order. */
export const assembleSummary = (tallies: DayTallies): DaySummary => {
  const passed = perStatus((status) =>
    [...tallies.paths[status].counts].map(([path, n]) => ({ codes: path.split(" "), n })),
  );
  const all = [...passed.completed, ...passed.abandoned, ...passed.open];
  const stations = [...new Set(all.flatMap(({ codes }) => codes))].sort(compareCodes);
  const places = new Map(stations.map((code, index) => [code, index]));
  const indexOf = (code: string) => places.get(code) as number;
  const visits = perStatus((status) => passed[status].reduce((sum, { n }) => sum + n, 0));
  return {
    version: SUMMARY_VERSION,
    day: tallies.day,
    scans: all.reduce((sum, { codes, n }) => sum + codes.length * n, 0),
    ...visits,
    stations,
    paths: perStatus((status) =>
      passed[status]
        .map(({ codes, n }): DayPath => [codes.map(indexOf), n])
        .sort((a, b) => compareIndices(a[0], b[0])),
    ),
    durations: perStatus((status) => encodeHistogram(tallies.durations[status].build())),
    transitions: tallies.transitions.map(({ from, to, seconds }) => [
      indexOf(from),
      indexOf(to),
      encodeHistogram(seconds),
    ]),
    arrivals: [...tallies.arrivals].sort((a, b) => a[0] - b[0]),
    census: tallies.census,
    reasons: [...tallies.reasons.counts].sort((a, b) => compareCodes(a[0], b[0])),
    quality: tallies.quality,
    changedAt: tallies.changedAt,
  };
};

type DayPath = [path: number[], n: number];

const compareIndices = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((index, place) => index !== b[place]);
  return at === -1 ? a.length - b.length : (a[at] as number) - (b[at] ?? -1);
};
