import * as z from "zod/mini";
import { compileDatePattern } from "./date-pattern.ts";
import { allFileColumns, columnKey, type FileColumn } from "./file-columns.ts";
import { compileNamePattern } from "./name-pattern.ts";

/** How a file writes text as bytes. `windows-1252` is what Latin-1 means on the web and in Windows. */
export const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof encodings)[number];

export const delimiters = [",", ";", "\t", "|"] as const;

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));
const word = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));

const datePatternSchema = z.string().check(
  z.maxLength(60),
  z.refine(
    (pattern: string) => !("problem" in compileDatePattern(pattern)),
    "a date pattern such as dd.MM.yyyy HH:mm",
  ),
);

const readsOnce = (patterns: readonly string[]): boolean => {
  const shapes = patterns.map((pattern) => {
    const compiled = compileDatePattern(pattern);
    return "problem" in compiled ? pattern : compiled.shape;
  });
  return new Set(shapes).size === shapes.length;
};

/** How one source writes its files. Everything that it does not say is as in `defaultFeedProfile`. */
export const feedProfileSchema = z.object({
  /** Columns that the source names otherwise: its name → ours. */
  columns: z
    .record(name, z.enum(allFileColumns as [FileColumn, ...FileColumn[]]))
    .check(
      z.refine(
        (columns: Record<string, string>) =>
          new Set(Object.values(columns)).size === Object.keys(columns).length &&
          new Set(Object.keys(columns).map(columnKey)).size === Object.keys(columns).length,
        "each column once",
      ),
    ),
  delimiter: z.enum(delimiters),
  encoding: z.enum(encodings),
  /** Patterns of `date-pattern.ts`; none: ISO 8601. */
  dateFormats: z
    .array(datePatternSchema)
    .check(z.maxLength(8), z.refine(readsOnce, "formats that no text could mean twice")),
  /** Words of admissions' `status`, compared without case. */
  admissionStatus: z.record(word, z.enum(["active", "discharged", "cancelled"])),
  /** Words of tests' `status`, compared without case. */
  testStatus: z.record(word, z.enum(["counting", "not-counting"])),
  /** As of when a file holds; null: what the upload says, else its receipt. */
  asOf: z.nullable(
    z.discriminatedUnion("from", [
      /** A column of the file; that of the first row that has one holds for the file. */
      z.object({ from: z.literal("column"), column: name }),
      /** The file's name, such as `labs_{yyyyMMdd-HHmm}*.csv`. */
      z.object({
        from: z.literal("name"),
        pattern: z.string().check(
          z.maxLength(120),
          z.refine(
            (pattern: string) => !("problem" in compileNamePattern(pattern)),
            "a name such as labs_{yyyyMMdd-HHmm}*.csv",
          ),
        ),
      }),
    ]),
  ),
  /** Whether a file tells everything that there is, or what changed. */
  holds: z.enum(["everything", "changes"]),
});
export type FeedProfile = z.infer<typeof feedProfileSchema>;

export const defaultFeedProfile: FeedProfile = {
  columns: {},
  delimiter: ",",
  encoding: "utf-8",
  dateFormats: [],
  admissionStatus: {},
  testStatus: {},
  asOf: null,
  holds: "changes",
};
