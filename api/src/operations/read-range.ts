import { flowRange } from "@throughline/shared/analytics/flow-range.ts";
import { daysBetween } from "@throughline/shared/calendar.ts";
import type { FlowRange } from "@throughline/shared/figures.ts";
import type { OperationDeps } from "../deps.ts";
import { readSummaries } from "./read-summaries.ts";
import { requireSettings } from "./site-settings.ts";

/** The figures of all days from `from` to `to`, as of now. Throws `UNKNOWN_SITE`. */
export const readRange = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
  { from, to }: { from: string; to: string },
): Promise<FlowRange> => {
  const settings = await requireSettings(store, site);
  const nowMs = now();
  const [summaries, attendance] = await Promise.all([
    readSummaries({ store, site, settings, nowMs }, daysBetween(from, to)),
    store.attendance.readRange(site, from, to),
  ]);
  return flowRange(summaries, { from, to }, { settings, attendance, nowMs });
};
