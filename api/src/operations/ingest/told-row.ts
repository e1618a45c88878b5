import { createHash } from "node:crypto";
import type { RowPlace } from "@throughline/shared/csv/read-rows.ts";
import { claimOf, type Source, stampOf } from "@throughline/shared/source.ts";
import { type Standing, weighRow } from "@throughline/shared/weigh-row.ts";

/** The file of which rows are taken in. */
export interface ToldBy {
  fileId: string;
  name: string;
  asOf: string;
  receivedAt: string;
  feed: string;
  /** It holds everything: what is not in it is missing. */
  full: boolean;
}

/** What one row says about one thing. */
export interface Told<T> {
  place: RowPlace;
  /** Names the thing. */
  key: string;
  value: T;
  source: Source;
  stamp: string;
}

/** `says`: everything that it says about the thing, in one fixed order. */
export const tell = <T>(
  { fileId, name, asOf }: ToldBy,
  place: RowPlace,
  {
    key,
    value,
    says,
    updatedAt,
  }: { key: string; value: T; says: unknown[]; updatedAt: string | null },
): Told<T> => {
  const source = { fileId, file: name, line: place.line, sourceAt: updatedAt ?? asOf, asOf };
  const hash = createHash("sha256").update(JSON.stringify([...says, updatedAt]));
  const claim = claimOf(hash.digest("base64url").slice(0, 22), updatedAt !== null);
  return { place, key, value, source, stamp: stampOf(source, claim) };
};

/** The rows about each thing, in the order of their stamps. */
export const groupByKey = <T>(rows: readonly Told<T>[]): Map<string, Told<T>[]> => {
  const groups = new Map<string, Told<T>[]>();
  for (const row of rows) {
    const group = groups.get(row.key);
    if (group) group.push(row);
    else groups.set(row.key, [row]);
  }
  for (const group of groups.values()) {
    if (group.length > 1) group.sort((one, other) => (one.stamp < other.stamp ? -1 : 1));
  }
  return groups;
};

export interface Weighed<T> {
  /** What stands now; the very object that was known when nothing is to be written. */
  standing: Standing | undefined;
  /** The row that holds now; undefined when the known one does. */
  taken: Told<T> | undefined;
  /** The earliest instant since when other files have to be read again; null: none. */
  again: string | null;
  /** Of each row, in order. */
  outcomes: Outcome[];
}

/** `stands`: this very row was written before, by a run that broke off. */
export type Outcome = "stored" | "stands" | "unchanged" | "older";

export const countsAs = (outcome: Outcome): Exclude<Outcome, "stands"> =>
  outcome === "stands" ? "stored" : outcome;

export const isKnown = (outcome: Outcome): boolean =>
  outcome === "stands" || outcome === "unchanged";

/** What the rows of one file about one thing come to. */
export const weighRows = <T>(known: Standing | undefined, rows: readonly Told<T>[]): Weighed<T> => {
  let standing = known;
  let taken: Told<T> | undefined;
  let again: string | null = null;
  const outcomes: Outcome[] = [];
  for (const row of rows) {
    const verdict = weighRow(standing, row.stamp);
    outcomes.push(row.stamp === standing?.stamp ? "stands" : outcomeOf[verdict.is]);
    if (verdict.is === "newer" || verdict.is === "earlier") {
      taken = row;
      standing = standingOf(row.stamp, verdict.floor);
      again = earlier(again, verdict.again);
    } else if (verdict.is === "older" && verdict.floor !== undefined && standing) {
      standing = standingOf(standing.stamp, verdict.floor);
    }
  }
  return { standing, taken, again, outcomes };
};

const outcomeOf = {
  newer: "stored",
  earlier: "unchanged",
  same: "unchanged",
  older: "older",
} as const;

const standingOf = (stamp: string, floor: string | undefined): Standing => ({
  stamp,
  ...(floor !== undefined && { floor }),
});

export const earlier = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other < one) ? other : one;
