import { clinicDay } from "@throughline/shared/time.ts";

/** How numbers, durations and times are written on the staff's pages. Nothing is an en dash. */
export const NOTHING = "–";

const counts = new Intl.NumberFormat("en");

/** A count with thousands separators: 1,234. */
export const formatCount = (n: number): string => counts.format(n);

/** Stands in place of a count that is hidden because it, or what it would tell, is small. */
export const HIDDEN = "hidden";

/** A count that may be hidden. */
export const formatTold = (n: number | null): string => (n === null ? HIDDEN : formatCount(n));

const TWO_HOURS_MINUTES = 120;

/**
 * A duration: "45 s", "3.4 min" below ten minutes, whole minutes up to two hours, then "2 h 05".
 * Null is {@link NOTHING}.
 */
export const formatDuration = (seconds: number | null | undefined): string => {
  if (seconds === null || seconds === undefined) return NOTHING;
  if (Math.round(seconds) < 60) return `${Math.round(seconds)} s`;
  const tenths = Math.round(seconds / 6);
  if (tenths < 100) return `${(tenths / 10).toFixed(1)} min`;
  const minutes = Math.round(seconds / 60);
  if (minutes <= TWO_HOURS_MINUTES) return `${minutes} min`;
  return `${counts.format(Math.floor(minutes / 60))} h ${String(minutes % 60).padStart(2, "0")}`;
};

/** Whole hours, never rounded up, so that nothing looks due before it is: "47 h". */
export const formatHours = (hours: number | null): string =>
  hours === null ? NOTHING : `${counts.format(Math.floor(hours))} h`;

/** Minutes summed over many visits: "45 min" below an hour, then hours with one decimal. */
export const formatTotal = (minutes: number): string =>
  Math.round(minutes) < 60
    ? `${Math.round(minutes)} min`
    : `${(minutes / 60).toLocaleString("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 })} h`;

/** A share of the whole: "72%"; null is {@link NOTHING}. */
export const formatShare = (share: number | null): string =>
  share === null ? NOTHING : `${Math.round(share * 100)}%`;

/** A difference with its sign, a true minus: "+3.4 min", "−12"; null is {@link NOTHING}. */
export const formatSigned = (value: number | null, write: (size: number) => string): string =>
  value === null ? NOTHING : `${value < 0 ? "−" : value > 0 ? "+" : ""}${write(Math.abs(value))}`;

/** One thing or many: `plural(1, "visit")` is "1 visit", `plural(1200, "visit")` "1,200 visits". */
export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${formatCount(n)} ${n === 1 ? one : many}`;

const clocks = new Map<string, Intl.DateTimeFormat>();

const clock = (timeZone: string, options: Intl.DateTimeFormatOptions) => {
  const key = `${timeZone} ${JSON.stringify(options)}`;
  let format = clocks.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", { timeZone, hourCycle: "h23", ...options });
    clocks.set(key, format);
  }
  return format;
};

/** The local time of an instant: "10:42". */
export const formatTime = (instant: string | number, timeZone: string): string =>
  clock(timeZone, { hour: "2-digit", minute: "2-digit" }).format(new Date(instant));

/** The local time of an instant with seconds: "10:42:07". */
export const formatTimeOfDay = (instant: string | number, timeZone: string): string =>
  clock(timeZone, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(
    new Date(instant),
  );

/** The local day and time of an instant: "20 Nov, 10:42". */
export const formatDayAndTime = (instant: string | number, timeZone: string): string =>
  `${clock(timeZone, { day: "numeric", month: "short" }).format(new Date(instant))}, ${formatTime(instant, timeZone)}`;

/** The local day and time of an instant with its year: "20 Nov 2026, 10:42". */
export const formatFullTime = (instant: string | number, timeZone: string): string =>
  `${clock(timeZone, { day: "numeric", month: "short", year: "numeric" }).format(new Date(instant))}, ${formatTime(instant, timeZone)}`;

/**
 * Local times of instants of one day. Where the clocks go back a time stands twice; those carry
 * their offset: "02:00 GMT+2", "02:00 GMT+1".
 */
export const formatTimesOfDay = (instants: readonly string[], timeZone: string): string[] => {
  const plain = instants.map((instant) => formatTime(instant, timeZone));
  const offset = clock(timeZone, {
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "shortOffset",
  });
  return plain.map((time, index) =>
    plain.indexOf(time) === plain.lastIndexOf(time)
      ? time
      : offset.format(new Date(instants[index] as string)),
  );
};

const atNoon = (day: string) => new Date(`${day}T12:00:00.000Z`);

/** A day of birth: "9 Mar 1948". */
export const formatBirth = (day: string): string =>
  clock("UTC", { day: "numeric", month: "short", year: "numeric" }).format(atNoon(day));

/** A calendar day: "Fri 20 Nov 2026". */
export const formatDay = (day: string): string =>
  clock("UTC", { weekday: "short", day: "numeric", month: "short", year: "numeric" })
    .format(atNoon(day))
    .replace(",", "");

/** A calendar day without its year: "Fri 20 Nov". */
export const formatShortDay = (day: string): string =>
  clock("UTC", { weekday: "short", day: "numeric", month: "short" })
    .format(atNoon(day))
    .replace(",", "");

/** A month `YYYY-MM`: "November 2026". */
export const formatMonth = (month: string): string =>
  clock("UTC", { month: "long", year: "numeric" }).format(atNoon(`${month}-01`));

/** How long ago in the largest whole unit: "3 s ago", "12 min ago", "5 h ago", "3 days ago". */
export const formatAge = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} days ago`;
};

/** Today's day at the site. */
export const todayIn = (timeZone: string, nowMs: number): string => clinicDay(nowMs, timeZone);
