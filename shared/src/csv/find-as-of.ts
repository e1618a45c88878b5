import type { FeedProfile } from "../feed-profile.ts";
import type { FileProblem } from "../file-report.ts";
import { compileNamePattern } from "../name-pattern.ts";
import { type LocalClock, toInstant } from "../written-time.ts";
import { FUTURE_SLACK_MS } from "./read-cells.ts";
import type { TimeReader } from "./read-times.ts";
import type { KnownHeader } from "./recognise-header.ts";

/** As of when a file holds (ISO 8601); null where its profile looks elsewhere. */
export type AsOf = { asOf: string | null } | { problem: FileProblem };

const elsewhere: AsOf = { asOf: null };

/** The as-of time in a file's name, where the profile has a pattern for it. */
export const findAsOfInName = (
  name: string,
  profile: Pick<FeedProfile, "asOf">,
  clock: LocalClock,
  receivedMs: number,
): AsOf => {
  if (profile.asOf?.from !== "name") return elsewhere;
  const pattern = compileNamePattern(profile.asOf.pattern);
  const time = "problem" in pattern ? null : pattern.read(name);
  const instant = time && toInstant(time, clock);
  return typeof instant === "number"
    ? checked(instant, receivedMs, "name")
    : missing(
        `The file's name does not fit ${profile.asOf.pattern}, which tells as of when it holds.`,
      );
};

/** The as-of time in a file's first row, where the profile names a column for it. */
export const findAsOfInRow = (
  cells: readonly string[],
  header: Pick<KnownHeader, "asOfAt">,
  profile: Pick<FeedProfile, "asOf">,
  times: TimeReader,
  receivedMs: number,
): AsOf => {
  if (profile.asOf?.from !== "column") return elsewhere;
  const { column } = profile.asOf;
  if (header.asOfAt === undefined) {
    return missing(`The file has no column ${column}, which tells as of when it holds.`);
  }
  const text = (cells[header.asOfAt] ?? "").trim();
  const instant = text === "" ? undefined : times.instant(text);
  if (instant === undefined) return missing(`${column} is empty in the first row.`);
  return "ms" in instant
    ? checked(instant.ms, receivedMs, `column ${column}`)
    : missing(`${column} in the first row ${instant.problem}.`);
};

const checked = (instant: number, receivedMs: number, place: string): AsOf =>
  instant > receivedMs + FUTURE_SLACK_MS
    ? {
        problem: {
          code: "AS_OF_IN_FUTURE",
          sentence: `As of when the file holds (${place}) lies more than 10 minutes in the future.`,
        },
      }
    : { asOf: new Date(instant).toISOString() };

const missing = (sentence: string): AsOf => ({ problem: { code: "AS_OF_MISSING", sentence } });
