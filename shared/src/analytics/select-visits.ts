import { weekdayOf } from "../calendar.ts";
import { type FlowFilter, selectsVisits } from "../flow-filter.ts";
import type { Visit } from "../visit.ts";
import { findClinicHours } from "./clinic-hours.ts";
import type { GroupedVisits } from "./group-visits.ts";

/** The days that a filter takes, by their weekday. */
export const takenDays = (
  days: readonly string[],
  { weekdays }: Pick<FlowFilter, "weekdays"> = {},
): readonly string[] => (weekdays ? days.filter((day) => weekdays.includes(weekdayOf(day))) : days);

/**
 * Keeps the visits that a filter asks for by reason and by local hour of arrival. Test scans and
 * scans of visits that have none left belong to no visit, so a filter by either leaves them out; a
 * visit whose times are all unknown has no hour of arrival.
 */
export const selectVisits = (
  filter: FlowFilter,
  timeZone: string,
): ((grouped: GroupedVisits) => GroupedVisits) => {
  if (!selectsVisits(filter)) return (grouped) => grouped;
  const { reasons, hours } = filter;
  const wanted = reasons && new Set(reasons);
  const hourAt = findClinicHours(timeZone);
  const arrivedWithin = ({ scans }: Visit, { from, to }: { from: number; to: number }) => {
    const first = scans.find((scan) => !scan.timeUnknown);
    if (!first) return false;
    const { hour } = hourAt(Date.parse(first.at));
    return from < to ? from <= hour && hour < to : from <= hour || hour < to;
  };
  return (grouped) => {
    const visits = grouped.visits.filter(
      (visit) =>
        (!wanted || wanted.has(visit.reason ?? "")) && (!hours || arrivedWithin(visit, hours)),
    );
    const voidedScans = visits.reduce((sum, visit) => sum + visit.voidedScans, 0);
    return { visits, voidedScans, testScans: 0 };
  };
};
