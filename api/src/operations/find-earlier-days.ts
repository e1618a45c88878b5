import { addDays, dayBounds, daysBetween } from "@throughline/shared/calendar.ts";
import type { StoredSettings } from "@throughline/shared/site.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import type { OperationDeps } from "../deps.ts";
import { visitLimitMs } from "./site-settings.ts";

/**
 * The days before `day`, in order, whose visits may have been inside on it: those that were scanned
 * on it or later, or that are still open. Costs the same however many days lie in between.
 */
export const findEarlierDays = async (
  {
    store,
    site,
    settings,
    nowMs,
  }: {
    store: OperationDeps["store"];
    site: string;
    settings: StoredSettings;
    nowMs: number;
  },
  day: string,
): Promise<string[]> => {
  if (dayBounds(day, settings.timeZone).startMs > nowMs) return [];
  // An open visit was scanned on this day or later; everybody else inside, on `day` or later.
  const openSince = clinicDay(nowMs - visitLimitMs(settings), settings.timeZone);
  const since = openSince < day ? openSince : day;
  const recent = addDays(since, -1);
  const long = await store.longVisits.list(site, recent, since);
  return [...long, ...daysBetween(recent, addDays(day, -1))];
};
