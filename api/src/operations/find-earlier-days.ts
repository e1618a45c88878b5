import { addDays, dayBounds, daysBetween } from "@throughline/shared/calendar.ts";
import type { StoredSettings } from "@throughline/shared/site.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import type { SiteMarks } from "../store/site-marks.ts";
import { visitLimitMs } from "./site-settings.ts";

/**
 * The days before `day`, in order, whose visits may have been inside on it: those that were scanned
 * on it or later, or that are still open. A stay of a century adds one day.
 */
export const findEarlierDays = (
  { settings, nowMs }: { settings: StoredSettings; nowMs: number },
  day: string,
  longVisits: SiteMarks["longVisits"],
): string[] => {
  if (dayBounds(day, settings.timeZone).startMs > nowMs) return [];
  // An open visit was scanned on this day or later; everybody else inside, on `day` or later.
  const openSince = clinicDay(nowMs - visitLimitMs(settings), settings.timeZone);
  const since = openSince < day ? openSince : day;
  const recent = addDays(since, -1);
  const long = longVisits.filter((mark) => mark.day < recent && mark.lastDay >= since);
  return [...long.map((mark) => mark.day), ...daysBetween(recent, addDays(day, -1))];
};
