import type { Figures, TransitionFigures } from "../figures.ts";
import type { Attendance, SiteSettings } from "../site.ts";
import { labelFromCode } from "../station-code.ts";
import { rankBottlenecks } from "./bottlenecks.ts";
import { countVisits } from "./day-summary.ts";
import { type Histogram, mean, mergeHistograms, totalCount } from "./histogram.ts";
import { kaplanMeierMedian } from "./kaplan-meier.ts";
import { findTarget, meetTarget } from "./meet-target.ts";
import type { PathCount, PeriodSummary } from "./merge-summaries.ts";
import { quantile } from "./quantile.ts";
import { findLabels, inSiteOrder } from "./station-labels.ts";
import { countSteps } from "./steps.ts";
import { compareCodes, type Transition } from "./tally.ts";

const MOST_FREQUENT_PATHS = 20;

type Label = (code: string) => string;

/** The figures of a period, by the site's settings and entered attendance of today. */
export const figuresOf = (
  period: PeriodSummary,
  {
    stations,
    reasons,
    targets,
    attendance,
    slipsOverMidnight = 0,
  }: Pick<SiteSettings, "stations" | "reasons" | "targets"> & {
    attendance: readonly Attendance[];
    slipsOverMidnight?: number;
  },
): Figures => {
  const label = findLabels(stations);
  const { completed, abandoned, open } = period.durations;
  const finished = mergeHistograms([completed, abandoned]);
  const unfinished = mergeHistograms([abandoned, open]);
  return {
    visits: countVisits(period),
    scans: period.scans,
    completed: period.completed,
    abandoned: period.abandoned,
    open: period.open,
    durationSeconds: {
      n: totalCount(finished),
      mean: mean(finished),
      p50: quantile(finished, 0.5),
      p90: quantile(finished, 0.9),
    },
    durationWithUnfinished: {
      n: totalCount(completed) + totalCount(unfinished),
      completed: totalCount(completed),
      p50: kaplanMeierMedian(completed, unfinished),
    },
    arrivalsByHour: Object.fromEntries(period.arrivalsByHour.map((n, hour) => [String(hour), n])),
    transitions: measureTransitions(period.transitions, targets, label),
    dwell: measureDwell(period.transitions, stations, label),
    paths: rankPaths(period.paths, label),
    distinctPaths: period.paths.length,
    steps: countSteps(period.paths, stations),
    bottlenecks: rankBottlenecks(period.transitions, targets, label),
    reasons: rankReasons(period.reasons, reasons),
    quality: {
      ...period.quality,
      slipsOverMidnight,
      coverage: measureCoverage(period.days, attendance),
    },
  };
};

/** The largest n first, then by code. */
const measureTransitions = (
  transitions: readonly Transition[],
  targets: SiteSettings["targets"],
  label: Label,
) =>
  transitions
    .map(
      ({ from, to, seconds }): TransitionFigures => ({
        from: label(from),
        to: label(to),
        fromCode: from,
        toCode: to,
        n: totalCount(seconds),
        meanSeconds: mean(seconds),
        minSeconds: quantile(seconds, 0),
        p50Seconds: quantile(seconds, 0.5),
        p90Seconds: quantile(seconds, 0.9),
        maxSeconds: quantile(seconds, 1),
        ...meetTarget(seconds, findTarget(targets, from, to)),
      }),
    )
    .sort(
      (a, b) =>
        b.n - a.n || compareCodes(a.fromCode, b.fromCode) || compareCodes(a.toCode, b.toCode),
    );

/** A station's dwell is every transition that leaves it. */
const measureDwell = (
  transitions: readonly Transition[],
  stations: SiteSettings["stations"],
  label: Label,
) => {
  const leaving = new Map<string, Histogram[]>();
  for (const { from, seconds } of transitions) {
    const histograms = leaving.get(from);
    if (histograms) histograms.push(seconds);
    else leaving.set(from, [seconds]);
  }
  return inSiteOrder(leaving.keys(), stations).map((code) => {
    const seconds = mergeHistograms(leaving.get(code) as Histogram[]);
    return {
      station: label(code),
      code,
      n: totalCount(seconds),
      meanSeconds: mean(seconds),
      p50Seconds: quantile(seconds, 0.5),
      p90Seconds: quantile(seconds, 0.9),
    };
  });
};

const rankPaths = (paths: readonly PathCount[], label: Label) =>
  paths
    .map((path) => ({
      stations: path.codes.map(label),
      codes: path.codes,
      n: countVisits(path),
    }))
    .sort((a, b) => b.n - a.n || compareCodes(a.codes.join(" "), b.codes.join(" ")))
    .slice(0, MOST_FREQUENT_PATHS);

const rankReasons = (counts: ReadonlyMap<string, number>, reasons: SiteSettings["reasons"]) => {
  const labels = new Map(reasons.map(({ code, label }) => [code, label]));
  return [...counts]
    .map(([code, n]) => ({ code, label: code && (labels.get(code) ?? labelFromCode(code)), n }))
    .sort((a, b) => b.n - a.n || compareCodes(a.code, b.code));
};

/** Null when no attendance of the period's days has been entered. */
const measureCoverage = (days: PeriodSummary["days"], attendance: readonly Attendance[]) => {
  const peopleOf = new Map(attendance.map(({ day, people }) => [day, people]));
  let entered = false;
  let people = 0;
  let visits = 0;
  for (const day of days) {
    const came = peopleOf.get(day.day);
    if (came === undefined) continue;
    entered = true;
    people += came;
    visits += day.visits;
  }
  return entered ? { people, visits, share: people > 0 ? visits / people : null } : null;
};
