import { flowDay } from "@throughline/shared/analytics/flow-day.ts";
import type { FlowDay } from "@throughline/shared/figures.ts";
import type { FlowFilter } from "@throughline/shared/flow-filter.ts";
import type { OperationDeps } from "../deps.ts";
import { findEarlierDays } from "./find-earlier-days.ts";
import { readFiltered } from "./read-filtered.ts";
import { requireSettings } from "./site-settings.ts";

/**
 * A day's figures as of now, of all its visits or of those that a filter takes; a day without scans
 * has zeros. Throws `UNKNOWN_SITE`.
 */
export const readDay = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
  day: string,
  filter: FlowFilter = {},
): Promise<FlowDay> => {
  const settings = await requireSettings(store, site);
  const nowMs = now();
  const reading = { store, site, settings, nowMs };
  const { longVisits, tablets, hasSplitVisits } = await store.siteMarks.read(site);
  const earlierDays = findEarlierDays(reading, day, longVisits);
  const [[summaries, applied], attendance, split] = await Promise.all([
    readFiltered(reading, [...earlierDays, day], filter),
    store.attendance.readRange(site, day, day),
    hasSplitVisits ? store.splitVisits.count(site, day, day) : undefined,
  ]);
  const summary = summaries.pop();
  if (!summary) throw new Error("No summary came for a day that was asked for");
  return flowDay(summary, summaries, {
    settings,
    attendance,
    tablets,
    slipsOverMidnight: split?.get(day) ?? 0,
    nowMs,
    filter: applied,
  });
};
