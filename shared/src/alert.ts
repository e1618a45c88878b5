import * as z from "zod/mini";
import { instantSchema, uuidSchema } from "./instant.ts";
import { actorSchema } from "./ward-entry.ts";

/**
 * The name of an episode: a stay without a counting test since an instant. Tablets and server give
 * the same one, so what was recorded for an alert that a tablet opened by itself applies to the
 * server's.
 */
export const episodeOf = (admissionId: string, sinceAt: string): string =>
  `${admissionId}@${sinceAt}`;

/**
 * The name of a patient's episode among those of a ward: hospitals may number each patient's stays
 * from 1, so two stays that began together may share the episode's own. At most 1,600 characters.
 */
export const shownEpisodeOf = (patientId: string, episode: string): string =>
  JSON.stringify([patientId, episode]);

/** Since when, by the name of an episode, there has been no counting test. */
export const sinceOfEpisode = (episode: string): string =>
  episode.slice(episode.lastIndexOf("@") + 1);

export const alertStates = ["open", "escalated", "acknowledged", "snoozed", "no-tests"] as const;
export type AlertState = (typeof alertStates)[number];

/** One action of a nurse that stands: a withdrawn one is gone. */
export const alertActionSchema = z.object({
  entryId: uuidSchema,
  type: z.enum(["acknowledge", "snooze", "no-tests"]),
  at: instantSchema,
  by: actorSchema,
  /** Where: the tablet's id. */
  tablet: z.string(),
  what: z.optional(z.enum(["seen", "sample-taken", "ordered"])),
  reason: z.optional(z.string()),
  /** Without a test the alert opens again then. */
  until: instantSchema,
});
export type AlertAction = z.infer<typeof alertActionSchema>;

export const escalationSchema = z.object({
  why: z.enum(["unacknowledged", "unviewed", "by-hand"]),
  at: instantSchema,
  /** Since when the alert had been open: each opening escalates once for each reason. */
  openSinceAt: instantSchema,
  /** By hand: whose entry it was. */
  entryId: z.optional(uuidSchema),
});
export type Escalation = z.infer<typeof escalationSchema>;

/** What stands on an admission while its episode lasts. */
export const alertSchema = z.object({
  episode: z.string(),
  openedAt: instantSchema,
  dueAt: instantSchema,
  /** The ward on which it stands (empty for none), and when it was moved there, if it was. */
  ward: z.string(),
  movedAt: z.nullable(instantSchema),
  state: z.enum(alertStates),
  /** Since when it is open without a break; null while somebody has it in hand. */
  openSinceAt: z.nullable(instantSchema),
  /** What decides its state; null while it is open. */
  action: z.nullable(alertActionSchema),
  /** Who was first since it last opened; null while it is open. */
  first: z.nullable(alertActionSchema),
  /** Everything that was done about it on this ward, in order. */
  actions: z.array(alertActionSchema),
  escalations: z.array(escalationSchema),
});
export type Alert = z.infer<typeof alertSchema>;

export const alertChanges = [
  "opened",
  "closed",
  "acknowledged",
  "snoozed",
  "no-tests",
  "withdrawn",
  "reopened",
  "moved",
  "escalated",
] as const;

/** One line of the append-only log, and what must follow it. */
export const alertChangeSchema = z.object({
  what: z.enum(alertChanges),
  /** When the server did it, or the nurse. */
  at: instantSchema,
  patientId: z.string(),
  admissionId: z.string(),
  episode: z.string(),
  ward: z.string(),
  bed: z.string(),
  /** Moved, or closed by a transfer: the ward on which it stood until then. */
  fromWard: z.optional(z.string()),
  dueAt: instantSchema,
  openedAt: instantSchema,
  /** Closed: why. Reopened: why. Escalated, or an escalation withdrawn: why. Acknowledged: what. */
  detail: z.optional(
    z.enum([
      "test",
      "discharge",
      "cancelled",
      "correction",
      "settings",
      "expired",
      "withdrawn",
      "transfer",
      "unacknowledged",
      "unviewed",
      "by-hand",
      "seen",
      "sample-taken",
      "ordered",
    ]),
  ),
  by: z.optional(actorSchema),
  entryId: z.optional(uuidSchema),
});
export type AlertChange = z.infer<typeof alertChangeSchema>;
