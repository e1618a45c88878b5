import { addDays } from "@throughline/shared/calendar.ts";
import type { Event } from "@throughline/shared/event.ts";
import { simulateHospitalDay } from "@throughline/shared/testing/hospital-day.ts";

const PAST_DAYS = 7;
const SCANS_A_DAY = 700;

/** The zone in which it is ten in the morning (and the minutes of the real hour) at `nowMs`. */
export const zoneAtTen = (nowMs: number): string => {
  const ahead = 10 - new Date(nowMs).getUTCHours();
  // None is 13 hours behind: there it is ten on the next day.
  const east = ahead < -12 ? ahead + 24 : ahead;
  // The sign of these names is POSIX's: east of Greenwich is minus.
  if (east === 0) return "Etc/GMT";
  return east > 0 ? `Etc/GMT-${east}` : `Etc/GMT+${-east}`;
};

/** What phones can record and send: nothing made by staff, and no age that nobody knows. */
const isOfPhones = (event: Event) => !event.test && !event.timeUnknown;

/** The events of `today`, and of the week before it, its last day first. */
export const simulateWeek = (
  seed: number,
  today: string,
  timeZone: string,
): { today: Event[]; past: Event[][] } => {
  const simulate = (daysAgo: number) =>
    simulateHospitalDay({
      seed: seed + daysAgo,
      scans: SCANS_A_DAY,
      day: addDays(today, -daysAgo),
      timeZone,
    }).filter(isOfPhones);
  return {
    today: simulate(0),
    past: Array.from({ length: PAST_DAYS }, (_, index) => simulate(index + 1)),
  };
};
