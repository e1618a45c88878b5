import { VISIT_DAY_SLACK_MS } from "./limits.ts";
import { clinicDay } from "./time.ts";

/**
 * The day of a visit that a device knows by its code only. Free of schemas and of the time library:
 * the patient's page loads this.
 */

const HOUR_MS = 3_600_000;

/**
 * The day that a scan at `nowMs` (the server's clock, as well as the device knows it) counts on: the
 * code's day where such a visit can still go on, which is today or yesterday; else, and for a code
 * without a day, today.
 */
export const dayByCode = (
  visitDay: string | undefined,
  nowMs: number,
  timeZone: string,
): string => {
  const today = clinicDay(nowMs, timeZone);
  // A clock that is a little ahead began its visit tomorrow.
  const latest = clinicDay(nowMs + VISIT_DAY_SLACK_MS, timeZone);
  return visitDay !== undefined && visitDay >= dayBefore(today) && visitDay <= latest
    ? visitDay
    : today;
};

const dayBefore = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) - 24 * HOUR_MS).toISOString().slice(0, 10);

/**
 * An instant (epoch ms) from the middle of a site's day, so that a clock which is hours off still
 * falls on that day.
 */
export const middleOfDay = (day: string, timeZone: string): number => {
  const startMs = Date.parse(`${day}T00:00:00.000Z`);
  const inside: number[] = [];
  // Zones reach from 14 hours ahead of UTC to 12 behind.
  for (let hour = -14; hour <= 36; hour++) {
    const ms = startMs + hour * HOUR_MS;
    if (clinicDay(ms, timeZone) === day) inside.push(ms);
  }
  // A zone that moved across the date line skipped a day.
  return inside[inside.length >> 1] ?? startMs + 12 * HOUR_MS;
};
