import * as z from "zod/mini";
import { fileKindSchema } from "./feed.ts";
import { delimiters } from "./feed-profile.ts";
import { instantSchema } from "./instant.ts";
import { codeSchema } from "./station.ts";

export const fileStates = ["awaited", "waiting", "processing", "done", "failed"] as const;

/** Why a file, or the rest of it, could not be read: one sentence for a person. */
export const fileProblemSchema = z.object({
  code: z.enum([
    "EMPTY",
    "UNKNOWN_HEADER",
    "DUPLICATE_COLUMN",
    "TOO_MANY_COLUMNS",
    "WRONG_ENCODING",
    "NUL_BYTES",
    "ZIP_ARCHIVE",
    "CUT_IN_QUOTE",
    "TOO_LARGE",
    "WRONG_SIZE",
    "REPLACED",
    "WRONG_KIND",
    "AS_OF_IN_FUTURE",
    "AS_OF_MISSING",
  ]),
  sentence: z.string(),
  /** As an editor shows it, where there is one to point at. */
  line: z.optional(z.int()),
});
export type FileProblem = z.infer<typeof fileProblemSchema>;

/** Attempts at a file that failed for a reason that is not its own: it will be tried again. */
export const heldUpSchema = z.object({
  attempts: z.int().check(z.minimum(1)),
  since: instantSchema,
});
export type HeldUp = z.infer<typeof heldUpSchema>;

export const fileCountsSchema = z.object({
  rows: z.int(),
  /** Went in as new or as a change. */
  stored: z.int(),
  /** Were there already. */
  unchanged: z.int(),
  /** Something newer was known. */
  older: z.int(),
  rejected: z.int(),
});
export type FileCounts = z.infer<typeof fileCountsSchema>;
export const noCounts: FileCounts = { rows: 0, stored: 0, unchanged: 0, older: 0, rejected: 0 };

/** Everything that is known of one file: the audit, and the report that its sender reads. */
export const fileReportSchema = z.object({
  fileId: z.string(),
  /** As the sender named it; a name says nothing that anything depends on, but for an as-of pattern. */
  name: z.string(),
  feed: z.nullable(codeSchema),
  kind: z.nullable(fileKindSchema),
  size: z.nullable(z.int()),
  state: z.enum(fileStates),
  sentBy: z.enum(["staff", "feed", "bucket"]),
  receivedAt: instantSchema,
  /** As of when its rows hold, and how that is known. */
  asOf: z.nullable(instantSchema),
  asOfFrom: z.nullable(z.enum(["column", "name", "upload", "receipt"])),
  /** Rows that are not in it are "not in the last file". */
  full: z.boolean(),
  encoding: z.nullable(z.string()),
  delimiter: z._default(z.nullable(z.enum(delimiters)), null),
  extraColumns: z.array(z.string()),
  startedAt: z.nullable(instantSchema),
  finishedAt: z.nullable(instantSchema),
  counts: fileCountsSchema,
  /** What was taken otherwise than it stood, or needs a look, with how many rows it concerns. */
  remarks: z.array(z.object({ sentence: z.string(), rows: z.int() })),
  problem: z.nullable(fileProblemSchema),
  /** Null once it is done, and while nothing has gone wrong. */
  heldUp: z._default(z.nullable(heldUpSchema), null),
});
export type FileReport = z.infer<typeof fileReportSchema>;

/** A row that did not go in: where it stands and why, and nothing of what it says. */
export const rowIssueSchema = z.object({
  /** As an editor shows it: header is 1, line breaks inside quotes count. */
  line: z.int(),
  byteFrom: z.int(),
  byteTo: z.int(),
  reasons: z.array(z.object({ column: z.nullable(z.string()), reason: z.string() })),
});
export type RowIssue = z.infer<typeof rowIssueSchema>;
