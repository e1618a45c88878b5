/**
 * Clinic days by `Intl` alone and the correction of device clocks. Free of schemas and of the time
 * library, because the scan page loads this before its confirmation.
 */
const formats = new Map<string, Intl.DateTimeFormat>();

const dayFormat = (timeZone: string) => {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "gregory",
      numberingSystem: "latn",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    formats.set(timeZone, format);
  }
  return format;
};

/** The calendar day `YYYY-MM-DD` of an instant (epoch ms) in a zone; throws on an unknown zone. */
export const clinicDay = (ms: number, timeZone: string): string => {
  const parts: Record<string, string> = {};
  for (const part of dayFormat(timeZone).formatToParts(ms)) parts[part.type] = part.value;
  return `${parts.year?.padStart(4, "0")}-${parts.month}-${parts.day}`;
};
