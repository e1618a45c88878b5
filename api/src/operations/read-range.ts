import { flowRange } from "@throughline/shared/analytics/flow-range.ts";
import { takenDays } from "@throughline/shared/analytics/select-visits.ts";
import { daysBetween } from "@throughline/shared/calendar.ts";
import { AppError } from "@throughline/shared/errors.ts";
import type { FlowRange } from "@throughline/shared/figures.ts";
import { type FlowFilter, needsEvents } from "@throughline/shared/flow-filter.ts";
import { MAX_FILTERED_DAYS } from "@throughline/shared/limits.ts";
import type { OperationDeps } from "../deps.ts";
import { readFiltered } from "./read-filtered.ts";
import { requireSettings } from "./site-settings.ts";

/**
 * The figures of all days from `from` to `to` as of now, of all visits or of those that a filter
 * takes. Throws `UNKNOWN_SITE`, and `BAD_REQUEST` for more days than a filter can read.
 */
export const readRange = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
  { from, to }: { from: string; to: string },
  filter: FlowFilter = {},
): Promise<FlowRange> => {
  const settings = await requireSettings(store, site);
  const nowMs = now();
  const days = daysBetween(from, to);
  const taken = takenDays(days, filter);
  if (needsEvents(filter) && taken.length > MAX_FILTERED_DAYS) {
    const problem = `more than ${MAX_FILTERED_DAYS} days, the most that a filter can read`;
    throw new AppError("BAD_REQUEST", { details: { field: "to", problem } });
  }
  const { tablets, hasSplitVisits } = await store.siteMarks.read(site);
  const [[summaries, applied], attendance, split] = await Promise.all([
    readFiltered({ store, site, settings, nowMs }, days, filter),
    store.attendance.readRange(site, from, to),
    hasSplitVisits ? store.splitVisits.count(site, from, to) : undefined,
  ]);
  const slipsOverMidnight = taken.reduce((sum, day) => sum + (split?.get(day) ?? 0), 0);
  const context = { settings, attendance, tablets, slipsOverMidnight, nowMs, filter: applied };
  return flowRange(summaries, { from, to }, context);
};
