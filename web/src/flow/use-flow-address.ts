import { takenDays } from "@throughline/shared/analytics/select-visits.ts";
import { daysBetween } from "@throughline/shared/calendar.ts";
import { type FlowFilter, needsEvents } from "@throughline/shared/flow-filter.ts";
import { MAX_FILTERED_DAYS } from "@throughline/shared/limits.ts";
import { useLocation, useSearch } from "wouter";
import { type Comparison, comparedPeriod, type Period, readComparison } from "./compared-period.ts";
import { type FlowView, readFilter, readFlowView, writeFlowView } from "./flow-address.ts";

export interface FlowAddress {
  search: string;
  view: FlowView;
  /** The days of the view; `today` of the site where it names none. */
  period: Period;
  filter: FlowFilter;
  comparison: Comparison | undefined;
  compared: Period | undefined;
  /** The filter would have to read more days than one request may. */
  tooLong: boolean;
  /** The address of another view that keeps the rest. */
  hrefOf: (view: FlowView) => string;
  goTo: (search: string, options?: { replace: boolean }) => void;
}

/** Everything that the dashboard shows stands in its address. */
export const useFlowAddress = (today: string): FlowAddress => {
  const [, navigate] = useLocation();
  const search = useSearch();
  const view = readFlowView(search);
  const day = view.kind === "day" ? view.day : today;
  const period = view.kind === "range" ? { from: view.from, to: view.to } : { from: day, to: day };
  const filter = readFilter(search);
  const comparison = readComparison(search);
  const compared = comparison && comparedPeriod(period, comparison);
  return {
    search,
    view,
    period,
    filter,
    comparison,
    compared,
    tooLong: [period, compared].some((days) => days && isTooLong(filter, days)),
    hrefOf: (next) => `/staff/flow?${writeFlowView(search, next)}`,
    goTo: (next, options) => navigate(`/staff/flow?${next}`, options),
  };
};

const isTooLong = (filter: FlowFilter, { from, to }: Period): boolean =>
  needsEvents(filter) && takenDays(daysBetween(from, to), filter).length > MAX_FILTERED_DAYS;
