import { lateFromMs, SUMMARY_DELAY_MS } from "@throughline/shared/analytics/closed-day.ts";
import { collectWaits } from "@throughline/shared/analytics/expected-waits.ts";
import { addDays, dayBounds, daysBetween } from "@throughline/shared/calendar.ts";
import type { StoredSettings } from "@throughline/shared/site.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import type { OperationDeps } from "../deps.ts";
import type { Waits } from "../store/guides.ts";
import { visitLimitMs } from "./site-settings.ts";

const MAX_DAYS = 28;
const MAX_EVENTS = 50_000;

/** The newest day of a site that is closed at `nowMs` (visits that still go on apart). */
export const newestClosedDay = (settings: StoredSettings, nowMs: number): string => {
  let day = clinicDay(nowMs, settings.timeZone);
  while (
    nowMs <
    lateFromMs(dayBounds(day, settings.timeZone).endMs, visitLimitMs(settings)) + SUMMARY_DELAY_MS
  ) {
    day = addDays(day, -1);
  }
  return day;
};

/** The days that a site's expected waits are built from at `nowMs`, in order. */
export const guideDays = (settings: StoredSettings, nowMs: number): string[] => {
  const newest = newestClosedDay(settings, nowMs);
  return daysBetween(addDays(newest, 1 - MAX_DAYS), newest);
};

/**
 * Builds and keeps a site's expected waits from its latest closed days, the newest first, until 28
 * days or 50,000 events were read.
 */
export const buildGuide = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
  settings: StoredSettings,
): Promise<Waits> => {
  const nowMs = now();
  const collector = collectWaits(settings.timeZone);
  let fromDay: string | null = null;
  let toDay: string | null = null;
  let read = 0;
  for (const day of guideDays(settings, nowMs).reverse()) {
    if (read >= MAX_EVENTS) break;
    const { events } = await store.events.readDay(site, day, { nowMs });
    if (events.length === 0) continue;
    collector.addDay(events);
    read += events.length;
    fromDay = day;
    toDay ??= day;
  }
  const waits: Waits = {
    builtAt: new Date(nowMs).toISOString(),
    fromDay,
    toDay,
    expected: collector.build(),
  };
  await store.guides.write(site, waits);
  return waits;
};
