import * as z from "zod/mini";
import { fileKindSchema } from "./feed.ts";
import { delimiters, encodings } from "./feed-profile.ts";
import { fileProblemSchema, fileReportSchema, rowIssueSchema } from "./file-report.ts";
import { instantSchema } from "./instant.ts";

/** So much of a file is enough to tell what it is. */
export const HEADER_BYTES = 64 * 1024;

/** What the first bytes of a file tell, before it is sent. */
export const headerReportSchema = z.object({
  /** Null where the file would not be read; `problem` says why. */
  kind: z.nullable(fileKindSchema),
  problem: z.nullable(fileProblemSchema),
  /** Every column as the file names it, also where the header is unknown, and what it is read as. */
  columns: z.array(z.object({ name: z.string(), readAs: z.nullable(z.string()) })),
  /** Columns of the kind that the file does not have. */
  absent: z.array(z.string()),
  encoding: z.enum(encodings),
  delimiter: z.enum(delimiters),
  /** What the bytes look like, where that is not what the profile says. */
  guess: z.object({
    encoding: z.optional(z.enum(encodings)),
    delimiter: z.optional(z.enum(delimiters)),
  }),
  /** How many rows were looked at, and how many of them would not go in. */
  looked: z.object({ rows: z.int(), rejected: z.int() }),
  /** Statuses that nobody has mapped yet, as the file writes them. */
  unknownStatuses: z.array(z.string()),
  /** As of when the file holds, where a column or its name tells that. */
  asOf: z.nullable(instantSchema),
  /** What would be taken otherwise than it stands, or needs a look, with how many rows it concerns. */
  remarks: fileReportSchema.shape.remarks,
  /** The first rows, and the first ones after them that would be refused. */
  rows: z.array(
    z.object({
      line: z.int(),
      /** By our names; instants in UTC. Null for a row that would be refused. */
      says: z.nullable(z.record(z.string(), z.string())),
      remarks: z.array(z.string()),
      reasons: rowIssueSchema.shape.reasons,
    }),
  ),
});
export type HeaderReport = z.infer<typeof headerReportSchema>;
