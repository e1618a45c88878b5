import { dayBounds, localToInstantMs } from "./calendar.ts";

/** A time as it stands in a file, before anybody knows which instant it is. */
export interface WrittenTime {
  /** `YYYY-MM-DD`; may be a day that does not exist. */
  day: string;
  /** Null for a date alone. */
  msOfDay: number | null;
  /** Null where none is written: then it is the site's local time. */
  offsetMinutes: number | null;
}

export type TimeFault = "no-such-date" | "skipped";

/** What turns local times of one site into instants; remembers the days that it has met. */
export interface LocalClock {
  timeZone: string;
  /** Epoch ms; an ambiguous time is its earlier instant. */
  instant(day: string, msOfDay: number): number | TimeFault;
  /** Whether the clocks show a time of a day that exists twice. */
  comesTwice(day: string, msOfDay: number): boolean;
  /** The first instant of a day, epoch ms. */
  startOfDay(day: string): number | TimeFault;
}

const DAY_MS = 86_400_000;
const MOST_DAYS = 4_000;

export const createLocalClock = (timeZone: string): LocalClock => {
  interface LocalDay {
    startMs: number;
    /** Of 24 hours without any change of the clocks. */
    even: boolean;
  }
  const known = new Map<string, LocalDay | TimeFault>();
  const find = (day: string): LocalDay | TimeFault => {
    if (!isDay(day)) return "no-such-date";
    const { startMs, endMs } = dayBounds(day, timeZone);
    const midnight = localToInstantMs(`${day}T00:00`, timeZone);
    // A zone that moved across the date line left a whole day out.
    if (endMs <= startMs) return "skipped";
    return { startMs, even: endMs - startMs === DAY_MS && midnight === startMs };
  };
  const look = (day: string) => {
    let found = known.get(day);
    if (found === undefined) {
      if (known.size >= MOST_DAYS) known.clear();
      found = find(day);
      known.set(day, found);
    }
    return found;
  };
  return {
    timeZone,
    instant(day, msOfDay) {
      const found = look(day);
      if (typeof found === "string") return found;
      if (found.even) return found.startMs + msOfDay;
      return localToInstantMs(localOf(day, msOfDay), timeZone) ?? "skipped";
    },
    comesTwice(day, msOfDay) {
      const found = look(day);
      if (typeof found === "string" || found.even) return false;
      const local = localOf(day, msOfDay);
      return localToInstantMs(local, timeZone) !== localToInstantMs(local, timeZone, "later");
    },
    startOfDay(day) {
      const found = look(day);
      return typeof found === "string" ? found : found.startMs;
    },
  };
};

const localOf = (day: string, msOfDay: number) =>
  `${day}T${new Date(msOfDay).toISOString().slice(11, 23)}`;

/** The instant of a written time, epoch ms; a date alone is its first instant at the site. */
export const toInstant = (time: WrittenTime, clock: LocalClock): number | TimeFault => {
  const instant = findInstant(time, clock);
  const isOutside = typeof instant === "number" && (instant < EARLIEST || instant > LATEST);
  return isOutside ? "no-such-date" : instant;
};

const findInstant = ({ day, msOfDay, offsetMinutes }: WrittenTime, clock: LocalClock) => {
  if (msOfDay === null) return clock.startOfDay(day);
  if (offsetMinutes === null) return clock.instant(day, msOfDay);
  if (!isDay(day)) return "no-such-date";
  return Date.parse(`${day}T00:00:00.000Z`) + msOfDay - offsetMinutes * 60_000;
};

/** Years of four digits in UTC: others have another spelling. */
const EARLIEST = Date.parse("0000-01-01T00:00:00.000Z");
const LATEST = Date.parse("9999-12-31T23:59:59.999Z");

/** Whether a `YYYY-MM-DD` exists: February 30 does not. */
export const isDay = (day: string): boolean => {
  const ms = Date.parse(`${day}T00:00:00.000Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === day;
};
