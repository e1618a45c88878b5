import { dayBounds, type HourOfDay, hoursOfDay } from "../calendar.ts";
import { clinicDay } from "../time.ts";

const QUARTER_MS = 900_000;

/**
 * Finds the clinic hour of an instant (epoch ms). Asks the time library once per day and not once
 * per instant: every zone's hours begin at a quarter of an hour.
 */
export const findClinicHours = (timeZone: string): ((ms: number) => HourOfDay) => {
  const byQuarter = new Map<number, HourOfDay>();
  return (ms) => {
    const quarter = Math.floor(ms / QUARTER_MS);
    const known = byQuarter.get(quarter);
    if (known) return known;
    const day = clinicDay(ms, timeZone);
    const hours = hoursOfDay(day, timeZone);
    const { endMs } = dayBounds(day, timeZone);
    for (const [index, hour] of hours.entries()) {
      const end = hours[index + 1]?.startMs ?? endMs;
      for (let start = hour.startMs; start < end; start += QUARTER_MS) {
        byQuarter.set(Math.floor(start / QUARTER_MS), hour);
      }
    }
    return byQuarter.get(quarter) as HourOfDay;
  };
};
