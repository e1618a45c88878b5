import { localToInstantMs } from "@throughline/shared/calendar.ts";

const TIME =
  /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,9}))?)?(?:\s?(Z|z)|([+-])(\d\d):?([0-5]\d)?)?$/;

/**
 * The instant (epoch ms) of an ISO 8601 date and time, with `T` or a space, seconds and their
 * fraction optional. Without an offset it is local time in `timeZone`, and an ambiguous one is the
 * earlier instant. Null for what is no such time, and for a local time that the clocks skip.
 */
export const parseEventTime = (text: string, timeZone: string): number | null => {
  const parts = TIME.exec(text.trim());
  if (!parts) return null;
  const [, day, hour, minute, second = "00", fraction = "", utc, sign, hours, minutes] = parts;
  const local = `${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, "0")}`;
  if (!utc && !sign) return localToInstantMs(local, timeZone);
  const asUtc = Date.parse(`${local}Z`);
  // Date.parse takes February 30 for March 2.
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString() !== `${local}Z`) return null;
  const offsetMinutes = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  if (offsetMinutes > 18 * 60) return null;
  return asUtc - (sign === "-" ? -1 : 1) * offsetMinutes * 60_000;
};
