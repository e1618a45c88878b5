import { flowDay } from "@throughline/shared/analytics/flow-day.ts";
import { addDays } from "@throughline/shared/calendar.ts";
import type { FlowDay } from "@throughline/shared/figures.ts";
import type { OperationDeps } from "../deps.ts";
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
  // Visits of the day before may still be inside.
  const days = [addDays(day, -1), day];
  const [[previous, summary], attendance] = await Promise.all([
    readSummaries({ store, site, settings, nowMs }, days),
    store.attendance.readRange(site, day, day),
  ]);
  if (!summary) throw new Error("No summary came for a day that was asked for");
  return flowDay(summary, previous, { settings, attendance, nowMs });
};
