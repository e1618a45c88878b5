import { type DaySummary, emptySummary } from "@throughline/shared/analytics/day-summary.ts";
import { groupVisits } from "@throughline/shared/analytics/group-visits.ts";
import { measureOpenSeconds } from "@throughline/shared/analytics/open-time.ts";
import { selectVisits, takenDays } from "@throughline/shared/analytics/select-visits.ts";
import {
  type SummariseOptions,
  summariseVisits,
} from "@throughline/shared/analytics/summarise-day.ts";
import {
  type AppliedFilter,
  type FlowFilter,
  isFiltering,
  needsEvents,
} from "@throughline/shared/flow-filter.ts";
import { mapConcurrently } from "../concurrency.ts";
import { DAYS_AT_A_TIME, optionsOf, type Reading, readSummaries } from "./read-summaries.ts";

/**
 * The summaries of days in order, of the visits and the time that a filter takes; a day of another
 * weekday is empty. Kept summaries answer what they can; the rest is read from the events, day by
 * day. Beside them stands what was applied, undefined where the filter changes nothing.
 */
export const readFiltered = async (
  reading: Reading,
  days: readonly string[],
  filter: FlowFilter,
): Promise<[summaries: DaySummary[], applied: AppliedFilter | undefined]> => {
  if (!isFiltering(filter)) return [await readSummaries(reading, days), undefined];
  const taken = takenDays(days, filter);
  if (!needsEvents(filter)) {
    const summaries = await readSummaries(reading, taken);
    return [onDays(days, summaries), { ...filter, computedFrom: "summaries", expiredDays: 0 }];
  }
  const [summaries, expiredDays] = await Promise.all([
    summariseFiltered(reading, taken, filter),
    countExpiredDays(reading, taken),
  ]);
  return [onDays(days, summaries), { ...filter, computedFrom: "events", expiredDays }];
};

const onDays = (days: readonly string[], summaries: readonly DaySummary[]) => {
  const byDay = new Map(summaries.map((summary) => [summary.day, summary]));
  return days.map((day) => byDay.get(day) ?? emptySummary(day));
};

const summariseFiltered = (reading: Reading, days: readonly string[], filter: FlowFilter) => {
  const { store, site, settings, nowMs } = reading;
  const select = selectVisits(filter, settings.timeZone);
  const measure: Pick<SummariseOptions, "secondsBetween"> = filter.openHours
    ? { secondsBetween: measureOpenSeconds(settings) }
    : {};
  return mapConcurrently(days, DAYS_AT_A_TIME, async (day) => {
    const { events } = await store.events.readDay(site, day, { nowMs });
    return summariseVisits(select(groupVisits(events)), { ...optionsOf(reading, day), ...measure });
  });
};

/** How many of the days have a summary that knows of events which have expired since. */
const countExpiredDays = async ({ store, site, nowMs }: Reading, days: readonly string[]) => {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const stored = await store.summaries.readRange(site, first, last);
  return days.filter((day) => {
    const until = stored.get(day)?.completeUntil;
    return until !== undefined && until * 1000 <= nowMs;
  }).length;
};
