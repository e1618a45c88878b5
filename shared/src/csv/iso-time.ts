import { type LocalClock, toInstant, type WrittenTime } from "../written-time.ts";

const TIME =
  /^(\d{4}-\d\d-\d\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,9}))?)?(?:\s?(Z|z)|([+-])(\d\d):?([0-5]\d)?)?)?$/;

/**
 * A date, or a date and time, of ISO 8601: with `T` or a space; seconds, their fraction (cut to
 * milliseconds) and the offset optional. Null for any other shape.
 */
export const readIsoTime = (text: string): WrittenTime | null => {
  const parts = TIME.exec(text);
  if (!parts) return null;
  const [, day = "", hour, minute, second = "0", fraction = "", utc, sign, hours, minutes] = parts;
  if (hour === undefined) return { day, msOfDay: null, offsetMinutes: null };
  const ms = Number(fraction.slice(0, 3).padEnd(3, "0"));
  const msOfDay = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + ms;
  if (!utc && !sign) return { day, msOfDay, offsetMinutes: null };
  const offset = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  if (offset > 18 * 60) return null;
  return { day, msOfDay, offsetMinutes: sign === "-" ? -offset : offset };
};

/**
 * The instant (epoch ms) of a date and time; see `readIsoTime`. Without an offset it is local time,
 * and an ambiguous one is the earlier instant. Null for what is no such time, for a date alone, and
 * for a local time that the clocks skip.
 */
export const readIsoInstant = (text: string, clock: LocalClock): number | null => {
  const time = readIsoTime(text.trim());
  if (!time || time.msOfDay === null) return null;
  const instant = toInstant(time, clock);
  return typeof instant === "number" ? instant : null;
};
