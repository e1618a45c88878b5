import * as z from "zod/mini";
import { instantSchema } from "./instant.ts";

/** Which file said something, where in it, and as of when. */
export const sourceSchema = z.object({
  fileId: z.string(),
  /** The name as it was given. */
  file: z.string(),
  /** As an editor shows it, from 1. */
  line: z.int(),
  /** When it was so: the row's `updated_at`, else the file's as-of time. */
  sourceAt: instantSchema,
  /** The file's as-of time. */
  asOf: instantSchema,
});
export type Source = z.infer<typeof sourceSchema>;

/** What every fact from a file carries. */
export interface Sourced {
  source: Source;
  /** Of two rows about the same thing the greater stamp holds, in whatever order they arrive. */
  stamp: string;
}

/**
 * The stamp of a row: its time, then its file's, then what it claims, then where it stands, so that
 * any two rows have an order of their own. `claim` is `claimOf`'s.
 */
export const stampOf = ({ sourceAt, asOf, fileId, line }: Omit<Source, "file">, claim: string) =>
  [sourceAt, asOf, claim, fileId.replace(/[%#]/g, encodeURIComponent), line].join("#");

/** What a row says as one word, by a hash of it and by whether its time is its own or its file's. */
export const claimOf = (hash: string, isTimedByItself: boolean): string =>
  `${isTimedByItself ? "row" : "file"}-${hash}`;
