import { type CorrectedTime, MAX_AGE_MS } from "@throughline/shared/clock-correction.ts";
import type { Entry } from "@throughline/shared/journal.ts";
import { VISIT_DAY_SLACK_MS } from "@throughline/shared/limits.ts";
import { clinicDay } from "@throughline/shared/time.ts";

/**
 * When the visit of an entry began (epoch ms, the server's clock): as long before the entry as the
 * device's own stamps say. A start after its own entry, or longer ago than any age that is believed
 * (a clock that was set in between), is the entry's own time.
 */
export const visitStart = (entry: Entry, time: CorrectedTime): number => {
  const before = Date.parse(entry.deviceAt) - Date.parse(entry.body.visitStartedAt);
  return before > 0 && before <= MAX_AGE_MS ? time.atMs - before : time.atMs;
};

/**
 * Whether a visit that began at `startMs` may count on `day`: the site's day of any instant within
 * 10 minutes and the uncertainty of the start, none of them later than 10 minutes after the receipt.
 */
export const isPossibleDay = (
  day: string,
  startMs: number,
  time: CorrectedTime,
  receivedMs: number,
  timeZone: string,
): boolean => {
  const slackMs = VISIT_DAY_SLACK_MS + (time.timeUnknown ? 0 : time.uncertaintyMs);
  const lastMs = Math.min(startMs + slackMs, receivedMs + VISIT_DAY_SLACK_MS);
  // Days are in order, and so are the instants: between two days every day in between is possible.
  return clinicDay(startMs - slackMs, timeZone) <= day && day <= clinicDay(lastMs, timeZone);
};
