import { VISIT_DAY_SLACK_MS } from "./limits.ts";
import { clinicDay } from "./time.ts";

/**
 * The day of a visit that a device knows by its code only. Free of schemas and of the time library:
 * the patient's page loads this.
 */

const HOUR_MS = 3_600_000;

/** A device's clock, epoch ms, and what to add to it to get the server's, as well as it knows. */
interface DeviceTime {
  deviceMs: number;
  offsetMs: number;
  timeZone: string;
}

/**
 * The day of a visit that is known by its code, and the start that the device says for it: the
 * code's day where such a visit can still go on, which is today or yesterday, and an instant from
 * its middle; else, and for a code without a day, today and now.
 */
export const startByCode = (
  codeDay: string | undefined,
  { deviceMs, offsetMs, timeZone }: DeviceTime,
): { visitDay: string; visitStartedAt: string } => {
  const nowMs = deviceMs + offsetMs;
  const today = clinicDay(nowMs, timeZone);
  // A clock that is a little ahead began its visit tomorrow.
  const latest = clinicDay(nowMs + VISIT_DAY_SLACK_MS, timeZone);
  if (codeDay === undefined || codeDay < dayBefore(today) || codeDay > latest) {
    return { visitDay: today, visitStartedAt: new Date(deviceMs).toISOString() };
  }
  const startedMs = middleOfDay(codeDay, timeZone) - offsetMs;
  return { visitDay: codeDay, visitStartedAt: new Date(startedMs).toISOString() };
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
