import { clinicDay } from "@throughline/shared/time.ts";
import { formatCount, formatDayAndTime, formatTime } from "../../ui/format.ts";

/** How the ward's screens write times and durations. */

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
/** A day further off has the name of a nearer one. */
const SIX_DAYS_MS = 6 * 86_400_000;

const whole = (minutes: number): string =>
  minutes < HOUR_MINUTES
    ? `${Math.floor(minutes)} min`
    : `${formatCount(Math.floor(minutes / HOUR_MINUTES))} h`;

/** How long there has been no test: whole minutes below an hour, then whole hours, never rounded up. */
export const formatGap = (sinceAt: string, nowMs: number): string =>
  whole(Math.max(0, (nowMs - Date.parse(sinceAt)) / MINUTE_MS));

/** When it is or was due: "due in 4 h", "due 13 h ago". */
export const formatDue = (dueAt: string, nowMs: number): string => {
  const minutes = (nowMs - Date.parse(dueAt)) / MINUTE_MS;
  if (minutes >= 1) return `due ${whole(minutes)} ago`;
  if (minutes >= 0) return "due now";
  return minutes > -1 ? "due in less than 1 min" : `due in ${whole(-minutes)}`;
};

const weekdays = new Map<string, Intl.DateTimeFormat>();
const weekday = (timeZone: string): Intl.DateTimeFormat => {
  const known = weekdays.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short" });
  weekdays.set(timeZone, made);
  return made;
};

/** A time near now with its weekday: "Tue 21:10"; another with its date: "13 Nov, 21:10". */
export const formatMoment = (instant: string, timeZone: string, nowMs: number): string =>
  Math.abs(nowMs - Date.parse(instant)) < SIX_DAYS_MS
    ? `${weekday(timeZone).format(new Date(instant))} ${formatTime(instant, timeZone)}`
    : formatDayAndTime(instant, timeZone);

/** When something was done: a time of today stands alone. */
export const formatDone = (instant: string, timeZone: string, nowMs: number): string =>
  clinicDay(Date.parse(instant), timeZone) === clinicDay(nowMs, timeZone)
    ? formatTime(instant, timeZone)
    : formatMoment(instant, timeZone, nowMs);

/** `Okafor, Adaeze`; what there is of it, or that there is none. */
export const formatName = (patient: { firstName: string; lastName: string }): string =>
  [patient.lastName, patient.firstName].filter(Boolean).join(", ") || "No name";

export const deedWords = {
  seen: "Seen",
  "sample-taken": "Sample taken",
  ordered: "Test ordered",
} as const;

/** What an action was, without who and when: "Sample taken", "Snoozed: in theatre". */
export const formatAction = (action: {
  type: "acknowledge" | "snooze" | "no-tests";
  what?: keyof typeof deedWords | undefined;
  reason?: string | undefined;
}): string => {
  if (action.type === "acknowledge") return deedWords[action.what ?? "seen"];
  const name = action.type === "snooze" ? "Snoozed" : "No tests intended";
  return action.reason ? `${name}: ${action.reason}` : name;
};
