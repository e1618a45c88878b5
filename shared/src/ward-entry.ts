import * as z from "zod/mini";
import { wardEntryCodes } from "./errors.ts";
import { instantSchema, uuidSchema } from "./instant.ts";
import { entryEnvelope } from "./journal.ts";
import { identifierSchema } from "./patient.ts";

/** What ward tablets record, and how they push it. The rules of the journal are `journal.ts`'s. */

export const MAX_SNOOZE_HOURS = 24;
/** "No tests intended" is looked at again after this at the latest. */
export const MAX_REVIEW_DAYS = 90;

const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(500));

/** Who did it: from the ward's list, or as a badge or a person said. */
export const actorSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  staffId: z.optional(z.string().check(z.maxLength(64))),
});
export type Actor = z.infer<typeof actorSchema>;

const ward = z.string().check(z.maxLength(128));

const target = {
  /** Empty for no ward. */
  ward,
  patientId: identifierSchema,
  admissionId: identifierSchema,
  /** See `episodeOf`. */
  episode: z.string().check(z.minLength(1), z.maxLength(200)),
  by: actorSchema,
};

const envelope = { ...entryEnvelope, stream: z.literal("ward") };

export const wardEntrySchema = z.discriminatedUnion("type", [
  z.object({
    ...envelope,
    type: z.literal("view"),
    body: z.object({
      ward,
      screen: z.enum(["tablet", "wall"]),
      /** The age of what was shown. */
      dataAsOf: instantSchema,
      monitorAt: z.nullable(instantSchema),
      /** The alerts that stood on the screen, by `shownEpisodeOf`; older pages say `episodeOf`. */
      episodes: z.array(z.string().check(z.maxLength(1_600))).check(z.maxLength(500)),
    }),
  }),
  z.object({
    ...envelope,
    type: z.literal("acknowledge"),
    body: z.object({ ...target, what: z.enum(["seen", "sample-taken", "ordered"]) }),
  }),
  z.object({
    ...envelope,
    type: z.literal("snooze"),
    body: z.object({
      ...target,
      reason: text,
      minutes: z.int().check(z.minimum(1), z.maximum(MAX_SNOOZE_HOURS * 60)),
    }),
  }),
  z.object({
    ...envelope,
    type: z.literal("no-tests"),
    body: z.object({ ...target, reason: text, reviewAt: instantSchema }),
  }),
  z.object({
    ...envelope,
    type: z.literal("escalate"),
    body: z.object({ ...target, reason: z.optional(text) }),
  }),
  z.object({
    ...envelope,
    type: z.literal("withdraw"),
    body: z.object({ ...target, entryId: uuidSchema }),
  }),
]);
export type WardEntry = z.infer<typeof wardEntrySchema>;
export type ViewEntry = Extract<WardEntry, { type: "view" }>;
export type WardAction = Exclude<WardEntry, { type: "view" }>;

export const wardPushRequestSchema = z.object({
  /** The device's clocks as this very attempt leaves. */
  sentAt: instantSchema,
  bootId: entryEnvelope.bootId,
  monotonicMs: entryEnvelope.monotonicMs,
  /** Made once on the tablet: where something was done. */
  tablet: z.string().check(z.minLength(1), z.maxLength(64)),
  entries: z.array(wardEntrySchema).check(z.minLength(1), z.maxLength(200)),
});
export type WardPushRequest = z.infer<typeof wardPushRequestSchema>;

export const wardPushResponseSchema = z.object({
  receivedAt: instantSchema,
  /** One per entry, in order. */
  results: z.array(
    z.object({
      id: uuidSchema,
      status: z.enum(["stored", "duplicate", "rejected"]),
      code: z.optional(z.enum(wardEntryCodes)),
    }),
  ),
});
export type WardPushResponse = z.infer<typeof wardPushResponseSchema>;

/** An action as the server keeps it. */
export type StoredAction = Pick<WardAction, "id" | "type" | "body"> & {
  /** When it happened, by the server's clock. */
  at: string;
  /** How far `at` may be off, ms. */
  uncertaintyMs: number;
  receivedAt: string;
  tablet: string;
};
