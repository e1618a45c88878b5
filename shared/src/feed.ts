import * as z from "zod/mini";
import { instantSchema } from "./instant.ts";
import { codeSchema } from "./station.ts";

export const fileKinds = ["pms", "lis", "records"] as const;
export const fileKindSchema = z.enum(fileKinds);
export type FileKind = z.infer<typeof fileKindSchema>;

/** So long may a new feed be silent. */
export const DEFAULT_MAX_SILENCE_MINUTES = 1_440;
/** So many arrivals are remembered, to tell how often files usually come. */
export const REMEMBERED_ARRIVALS = 30;

/** What people set about one source of files; its columns and formats are its profile's. */
export const feedSettingsSchema = z.object({
  kind: fileKindSchema,
  /** Null: its silence is no alarm. */
  maxSilenceMinutes: z.nullable(z.int().check(z.minimum(1), z.maximum(525_600))),
  /** One that is not awaits nothing, and alerts do not wait to be confirmed by it. */
  inUse: z.boolean(),
});
export type FeedSettings = z.infer<typeof feedSettingsSchema>;

export const feedTokenSchema = z.object({
  id: z.string(),
  createdAt: instantSchema,
  /** When it last announced a file. */
  usedAt: z._default(z.nullable(instantSchema), null),
});

export const feedStateSchema = z.object({
  name: codeSchema,
  createdAt: instantSchema,
  /** When the last good file came: one of whose rows at least one went in or was there already. */
  lastGoodAt: z.nullable(instantSchema),
  /** The latest as-of time of its good files. */
  reachesTo: z.nullable(instantSchema),
  /** When its last good files came, latest last. */
  arrivals: z.array(instantSchema),
  /** Set by the monitor when its silence had lasted too long; null again with the next good file. */
  silentSince: z.nullable(instantSchema),
});
export type FeedState = z.infer<typeof feedStateSchema>;
export type Feed = FeedState & FeedSettings;
