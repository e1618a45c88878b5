import { dayBounds, daysBetween } from "../calendar.ts";
import type { FlowRange } from "../figures.ts";
import { hoursToMs } from "../site.ts";
import { awaitedOn } from "../station-tablet.ts";
import { isDayClosed } from "./closed-day.ts";
import { decodeHistogram } from "./coded-histogram.ts";
import { countVisits, type DaySummary, emptySummary } from "./day-summary.ts";
import { figuresOf } from "./figures-of.ts";
import { comparableAttendance, type FlowContext } from "./flow-day.ts";
import { mergeHistograms } from "./histogram.ts";
import { mergeSummaries } from "./merge-summaries.ts";
import { quantile } from "./quantile.ts";
import { takenDays } from "./select-visits.ts";

/** The answer for all days from `from` to `to`; a day without a summary had no events. */
export const flowRange = (
  summaries: Iterable<DaySummary>,
  { from, to }: { from: string; to: string },
  { settings, attendance, tablets = [], slipsOverMidnight = 0, nowMs, filter }: FlowContext,
): FlowRange => {
  const { timeZone } = settings;
  const visitLimitMs = hoursToMs(settings.visitLimitHours);
  const byDay = new Map<string, DaySummary>();
  for (const summary of summaries) byDay.set(summary.day, summary);
  const inRange = takenDays(daysBetween(from, to), filter).map(
    (day) => byDay.get(day) ?? emptySummary(day),
  );
  return {
    ...figuresOf(mergeSummaries(inRange), {
      ...settings,
      attendance: comparableAttendance(attendance, filter),
      slipsOverMidnight,
    }),
    ...(filter && { filter }),
    from,
    to,
    timeZone,
    asOf: new Date(nowMs).toISOString(),
    days: inRange.map((summary) => {
      const { day, scans, completed, abandoned, open, durations } = summary;
      const { endMs } = dayBounds(day, timeZone);
      const closed = isDayClosed(summary, { dayEndMs: endMs, visitLimitMs, nowMs });
      const finished = [durations.completed, durations.abandoned].map(decodeHistogram);
      return {
        day,
        visits: countVisits(summary),
        scans,
        completed,
        abandoned,
        open,
        p50Seconds: quantile(mergeHistograms(finished), 0.5),
        closed,
        provisional: closed && awaitedOn(tablets, day).length > 0,
      };
    }),
  };
};
