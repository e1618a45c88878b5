import { addDays, dayBounds } from "@throughline/shared/calendar.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import type { Actor } from "@throughline/shared/ward-entry.ts";
import { MAX_REVIEW_DAYS } from "@throughline/shared/ward-entry.ts";
import type { WardDeed } from "../../journal/ward-stream/ward-journal.ts";
import type { Row } from "../rules/settle-bed.ts";

export const kinds = ["seen", "sample-taken", "ordered", "snooze", "no-tests", "escalate"] as const;
export type Kind = (typeof kinds)[number];

/** What somebody is about to record. */
export interface Draft {
  kind: Kind | "withdraw";
  /** Of `withdraw`: which entry. */
  entryId: string;
  reason: string;
  hours: number;
  /** A day of the site. */
  reviewDay: string;
}

/** The longest review day that may be chosen, and the first. */
export const reviewDays = (nowMs: number, timeZone: string): { min: string; max: string } => {
  const today = clinicDay(nowMs, timeZone);
  return { min: addDays(today, 1), max: addDays(today, MAX_REVIEW_DAYS - 1) };
};

/** The entry's content, or what is missing for it. */
export const deedOfDraft = (
  { kind, entryId, reason, hours, reviewDay }: Draft,
  { bed, alert }: Pick<Row, "bed" | "alert">,
  by: Actor,
  { nowMs, timeZone }: { nowMs: number; timeZone: string },
): WardDeed | { problem: string; field: "reason" | "review" } => {
  const { patientId, admissionId, ward } = bed.admission;
  const target = { ward, patientId, admissionId, episode: alert?.episode ?? "", by };
  const words = reason.trim();
  const missing = { problem: "Give a reason.", field: "reason" } as const;
  switch (kind) {
    case "seen":
    case "sample-taken":
    case "ordered":
      return { type: "acknowledge", body: { ...target, what: kind } };
    case "snooze":
      if (!words) return missing;
      return { type: "snooze", body: { ...target, reason: words, minutes: hours * 60 } };
    case "no-tests": {
      if (!words) return missing;
      const { min, max } = reviewDays(nowMs, timeZone);
      if (reviewDay < min || reviewDay > max) {
        return { problem: `Choose a day from ${min} to ${max}.`, field: "review" };
      }
      const reviewAt = new Date(dayBounds(reviewDay, timeZone).startMs).toISOString();
      return { type: "no-tests", body: { ...target, reason: words, reviewAt } };
    }
    case "escalate":
      return { type: "escalate", body: { ...target, ...(words && { reason: words }) } };
    case "withdraw":
      return { type: "withdraw", body: { ...target, entryId } };
  }
};
