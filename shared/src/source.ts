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
 * The stamp of a row: its time, then its file's, then its content, so that any two rows that differ
 * have an order of their own. `hash` is one of the content alone.
 */
export const stampOf = ({ sourceAt, asOf }: Pick<Source, "sourceAt" | "asOf">, hash: string) =>
  `${sourceAt}#${asOf}#${hash}`;
