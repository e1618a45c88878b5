import { Temporal } from "temporal-polyfill";

/** Days and hours of a site's calendar. Needs the time library, so the scan page leaves it alone. */

export interface HourOfDay {
  startMs: number;
  /** The local hour, 0 to 23; on a 25-hour day one hour stands twice, on a 23-hour day one is missing. */
  hour: number;
}

const startOf = (day: string, timeZone: string) =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone });

/** The first instant of a day and of the next one (epoch ms). */
export const dayBounds = (day: string, timeZone: string): { startMs: number; endMs: number } => ({
  startMs: startOf(day, timeZone).epochMilliseconds,
  endMs: startOf(addDays(day, 1), timeZone).epochMilliseconds,
});

/** The day `count` days later (or earlier). */
export const addDays = (day: string, count: number): string =>
  Temporal.PlainDate.from(day).add({ days: count }).toString();

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T12:00:00.000Z`).getUTCDay() || 7;

/** All days from `from` to `to`, both included; empty when `to` is before `from`. */
export const daysBetween = (from: string, to: string): string[] => {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
};

/** The first and last days of each run of days without a gap; the days are in order. */
export const consecutiveRuns = (days: readonly string[]): [first: string, last: string][] => {
  const runs: [string, string][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run && addDays(run[1], 1) === day) run[1] = day;
    else runs.push([day, day]);
  }
  return runs;
};

const HOUR_MS = 3_600_000;

/**
 * The clinic hours of a day, 23 to 25 of them. An hour begins where the local hour changes or
 * starts over, so that zones which shift by half an hour (Lord Howe) keep whole local hours.
 */
export const hoursOfDay = (day: string, timeZone: string): HourOfDay[] => {
  const { startMs, endMs } = dayBounds(day, timeZone);
  if (endMs - startMs === 24 * HOUR_MS) {
    return Array.from({ length: 24 }, (_, hour) => ({ startMs: startMs + hour * HOUR_MS, hour }));
  }
  const hours: HourOfDay[] = [];
  let moment = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(timeZone);
  while (moment.epochMilliseconds < endMs) {
    if (moment.minute === 0 || moment.hour !== hours[hours.length - 1]?.hour) {
      hours.push({ startMs: moment.epochMilliseconds, hour: moment.hour });
    }
    moment = moment.add({ minutes: 15 });
  }
  return hours;
};

/**
 * The instant (epoch ms) of a local date and time such as `2026-10-25T02:30`. An ambiguous time is
 * its earlier instant unless the later one is asked for; a time that the clocks skip, or that is no
 * time at all, is null.
 */
export const localToInstantMs = (
  local: string,
  timeZone: string,
  disambiguation: "earlier" | "later" = "earlier",
): number | null => {
  try {
    const plain = Temporal.PlainDateTime.from(local, { overflow: "reject" });
    const zoned = plain.toZonedDateTime(timeZone, { disambiguation });
    return zoned.toPlainDateTime().equals(plain) ? zoned.epochMilliseconds : null;
  } catch {
    return null;
  }
};
