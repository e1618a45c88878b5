import * as z from "zod/mini";
import { entryCodes } from "./errors.ts";
import { daySchema, instantSchema, uuidSchema } from "./instant.ts";
import { codeSchema } from "./station.ts";
import { tabletReportSchema } from "./tablet.ts";

/**
 * The sync protocol: what a device recorded (entries), how it is pushed, and what the server says.
 * Everything that becomes part of a key was fixed once, by the device.
 */

const visitBody = {
  visitId: uuidSchema,
  /** The partition and the day the visit counts on, stamped at its first scan. */
  visitDay: daySchema,
  /**
   * The device's own stamp of the visit's first scan. A device that knows the visit by its code only
   * says an instant of the code's day.
   */
  visitStartedAt: instantSchema,
};

/** What every entry of any stream says of itself. */
export const entryEnvelope = {
  /** UUIDv7, made once. */
  id: uuidSchema,
  seq: z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER)),
  deviceAt: instantSchema,
  /** Names the one document or worker whose monotonic clock was read. */
  bootId: z.string().check(z.minLength(1), z.maxLength(64)),
  monotonicMs: z.number().check(z.minimum(0), z.maximum(1e13)),
};

const envelope = { ...entryEnvelope, stream: z.literal("visit") };

export const entrySchema = z.discriminatedUnion("type", [
  z.object({
    ...envelope,
    type: z.literal("scan"),
    body: z.object({
      ...visitBody,
      station: codeSchema,
      /** The visit's code was a slip's, which names no day: the visit may stand on another too. */
      slip: z.optional(z.literal(true)),
    }),
  }),
  z.object({
    ...envelope,
    type: z.literal("void"),
    body: z.object({ ...visitBody, scanId: uuidSchema }),
  }),
  z.object({
    ...envelope,
    type: z.literal("reason"),
    body: z.object({ ...visitBody, reason: codeSchema }),
  }),
  z.object({ ...envelope, type: z.literal("end"), body: z.object(visitBody) }),
]);
export type Entry = z.infer<typeof entrySchema>;

export const pushRequestSchema = z
  .object({
    /** The device's clocks as this very attempt leaves. */
    sentAt: instantSchema,
    bootId: envelope.bootId,
    monotonicMs: envelope.monotonicMs,
    /** None only where a tablet has nothing but its report. */
    entries: z.array(entrySchema).check(z.maxLength(500)),
    /** All entries were recorded by a station's tablet for the visits of others. */
    tablet: z.optional(tabletReportSchema),
  })
  .check(
    z.refine(({ entries, tablet }) => entries.length > 0 || tablet !== undefined, {
      message: "at least one entry",
      path: ["entries"],
    }),
  );
export type PushRequest = z.infer<typeof pushRequestSchema>;

export const entryResultSchema = z.object({
  id: uuidSchema,
  status: z.enum(["stored", "duplicate", "rejected"]),
  code: z.optional(z.enum(entryCodes)),
  /** With `WRONG_DAY`: the day that the visit belongs to. Nothing was stored. */
  visitDay: z.optional(daySchema),
});
export type EntryResult = z.infer<typeof entryResultSchema>;

export const pushResponseSchema = z.object({
  receivedAt: instantSchema,
  /** One per entry, in order. */
  results: z.array(entryResultSchema),
  /** Whether the tablet's report was taken: false where nobody is signed in as staff. */
  tabletReported: z.optional(z.boolean()),
});
export type PushResponse = z.infer<typeof pushResponseSchema>;
