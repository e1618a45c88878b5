import { dayBounds, hoursOfDay } from "../calendar.ts";
import type { FlowDay } from "../figures.ts";
import { type AppliedFilter, selectsVisits } from "../flow-filter.ts";
import { type Attendance, hoursToMs, type SiteSettings } from "../site.ts";
import type { StationTablet } from "../station-tablet.ts";
import { listAwaited } from "./awaited-tablets.ts";
import { censusOfDay } from "./census.ts";
import { isDayClosed } from "./closed-day.ts";
import type { DaySummary } from "./day-summary.ts";
import { figuresOf } from "./figures-of.ts";
import { mergeSummaries } from "./merge-summaries.ts";

/** What figures depend on beside the summaries. */
export interface FlowContext {
  settings: Pick<SiteSettings, "timeZone" | "visitLimitHours" | "stations" | "reasons" | "targets">;
  attendance: readonly Attendance[];
  /** Those of the site; none unless given. */
  tablets?: readonly StationTablet[];
  /** Visits by slips that also stand on the day before their day. */
  slipsOverMidnight?: number;
  nowMs: number;
  /** By which the summaries were made. */
  filter?: AppliedFilter | undefined;
}

/**
 * A day's answer, from its summary and those of the earlier days whose visits were still inside on
 * it, all made at `nowMs` unless closed.
 */
export const flowDay = (
  summary: DaySummary,
  earlier: readonly DaySummary[],
  { settings, attendance, tablets = [], slipsOverMidnight = 0, nowMs, filter }: FlowContext,
): FlowDay => {
  const { timeZone } = settings;
  const { startMs, endMs } = dayBounds(summary.day, timeZone);
  const goesOn = startMs <= nowMs && nowMs < endMs;
  const closed = isDayClosed(summary, {
    dayEndMs: endMs,
    visitLimitMs: hoursToMs(settings.visitLimitHours),
    nowMs,
  });
  const awaited = closed ? listAwaited(tablets, summary.day, { ...settings, nowMs }) : [];
  return {
    ...figuresOf(mergeSummaries([summary]), {
      ...settings,
      attendance: comparableAttendance(attendance, filter),
      slipsOverMidnight,
    }),
    ...(filter && { filter }),
    day: summary.day,
    timeZone,
    asOf: new Date(nowMs).toISOString(),
    closed,
    provisional: awaited.length > 0 ? { tablets: awaited } : null,
    changedAt: summary.changedAt,
    arrivals: arrivalsOfDay(summary, timeZone),
    census: censusOfDay(summary, earlier, { timeZone, nowMs }),
    inside: goesOn ? [summary, ...earlier].reduce((sum, { open }) => sum + open, 0) : null,
  };
};

/** People came for any reason and at any hour, so attendance tells nothing of some of the visits. */
export const comparableAttendance = (
  attendance: readonly Attendance[],
  filter: AppliedFilter | undefined,
): readonly Attendance[] => (filter && selectsVisits(filter) ? [] : attendance);

/**
 * One count per clinic hour of the day. A visit can begin just outside its day, for the clocks of
 * phones differ; it counts in the nearest hour, so that the sum stays whole.
 */
const arrivalsOfDay = (summary: DaySummary, timeZone: string): FlowDay["arrivals"] => {
  const hours = hoursOfDay(summary.day, timeZone);
  const counts = new Array<number>(hours.length).fill(0);
  for (const [startMs, , n] of summary.arrivals) {
    const after = hours.findIndex((hour) => hour.startMs > startMs);
    const index = after === -1 ? hours.length - 1 : Math.max(0, after - 1);
    counts[index] = (counts[index] as number) + n;
  }
  return hours.map(({ startMs }, index) => ({
    startAt: new Date(startMs).toISOString(),
    n: counts[index] as number,
  }));
};
