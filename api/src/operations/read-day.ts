import { flowDay } from "@throughline/shared/analytics/flow-day.ts";
import type { FlowDay } from "@throughline/shared/figures.ts";
import type { OperationDeps } from "../deps.ts";
import { findEarlierDays } from "./find-earlier-days.ts";
import { readSummaries } from "./read-summaries.ts";
import { requireSettings } from "./site-settings.ts";

/** A day's figures as of now; a day without scans has zeros. Throws `UNKNOWN_SITE`. */
export const readDay = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
  day: string,
): Promise<FlowDay> => {
  const settings = await requireSettings(store, site);
  const nowMs = now();
  const reading = { store, site, settings, nowMs };
  const readBoth = async () => {
    const earlierDays = await findEarlierDays(reading, day);
    return readSummaries(reading, [...earlierDays, day]);
  };
  const [summaries, attendance] = await Promise.all([
    readBoth(),
    store.attendance.readRange(site, day, day),
  ]);
  const summary = summaries.pop();
  if (!summary) throw new Error("No summary came for a day that was asked for");
  return flowDay(summary, summaries, { settings, attendance, nowMs });
};
