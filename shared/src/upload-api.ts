import * as z from "zod/mini";
import { feedSettingsSchema, feedStateSchema, feedTokenSchema } from "./feed.ts";
import { feedProfileSchema } from "./feed-profile.ts";
import { fileReportSchema, rowIssueSchema } from "./file-report.ts";
import { HEADER_BYTES } from "./header-report.ts";
import { instantSchema } from "./instant.ts";
import { codeSchema } from "./station.ts";

/** Uploads' and feeds' requests and responses. */

export const postUploadSchema = z.object({
  /** The file's name. */
  name: z
    .string()
    .check(
      z.trim(),
      z.minLength(1),
      z.maxLength(200),
      z.regex(/^[^\p{Cc}\p{Cs}]*$/u, "a name without control characters and broken ones"),
    ),
  /** Bytes: the address takes exactly so many. */
  size: z.int().check(z.minimum(1)),
  /** Without one: the feed that is named like the kind that the header tells. */
  feed: z.optional(codeSchema),
  /** As of when its rows hold; otherwise its receipt, unless the feed's profile knows better. */
  asOf: z.optional(instantSchema),
});
export type PostUpload = z.infer<typeof postUploadSchema>;

export const uploadSchema = z.object({
  fileId: z.string(),
  method: z.literal("PUT"),
  url: z.string(),
  /** To be sent with it as they stand. */
  headers: z.record(z.string(), z.string()),
  expiresAt: instantSchema,
});
export type Upload = z.infer<typeof uploadSchema>;

export const uploadsQuerySchema = z.object({
  cursor: z.optional(z.string()),
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200))),
});
/** Latest first. */
export const uploadsSchema = z.object({
  files: z.array(fileReportSchema),
  cursor: z.nullable(z.string()),
});
export type Uploads = z.infer<typeof uploadsSchema>;

/** One file, with the first of its rejected rows; `rejected.csv` has them all. */
export const uploadReportSchema = z.extend(fileReportSchema, {
  rejected: z._default(z.array(z.pick(rowIssueSchema, { line: true, reasons: true })), []),
});
export type UploadReport = z.infer<typeof uploadReportSchema>;

/** Everything that people set about a feed. */
export const feedDocumentSchema = z.extend(feedSettingsSchema, { profile: feedProfileSchema });
export type FeedDocument = z.infer<typeof feedDocumentSchema>;

export const putFeedSchema = z.object({
  /** That was read; 0 makes a new feed. */
  version: z.int().check(z.minimum(0)),
  settings: feedDocumentSchema,
});
export type PutFeed = z.infer<typeof putFeedSchema>;

export const previewFeedSchema = z.object({
  profile: feedProfileSchema,
  /** The first bytes of a file, base64. */
  sample: z.base64().check(z.maxLength(Math.ceil(HEADER_BYTES / 3) * 4)),
  /** Whether they are all of it. */
  isWhole: z.boolean(),
});
export type PreviewFeed = z.infer<typeof previewFeedSchema>;

export const listedFeedSchema = z.extend(feedStateSchema, {
  ...feedDocumentSchema.shape,
  /** Of what people set; a file that arrives is no change of it. */
  version: z.int(),
  usualMinutes: z.nullable(z.int()),
  tokens: z.array(feedTokenSchema),
  /** Statuses that its files had and nobody has mapped, as they write them. */
  unknownStatuses: z._default(z.array(z.string()), []),
  /** Its files that could not be taken in yet, for a reason that is not theirs; null: none. */
  heldUp: z._default(z.nullable(z.object({ files: z.int(), since: instantSchema })), null),
});
export type ListedFeed = z.infer<typeof listedFeedSchema>;
export const feedsSchema = z.object({ feeds: z.array(listedFeedSchema) });
export type Feeds = z.infer<typeof feedsSchema>;

/** The only answer that ever holds the token itself. */
export const newFeedTokenSchema = z.extend(feedTokenSchema, { token: z.string() });
export type NewFeedToken = z.infer<typeof newFeedTokenSchema>;
