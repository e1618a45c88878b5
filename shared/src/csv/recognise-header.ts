import { type FileKind, fileKinds } from "../feed.ts";
import { delimiters, type FeedProfile } from "../feed-profile.ts";
import {
  allFileColumns,
  columnKey,
  type FileColumn,
  fileColumns,
  requiredColumns,
} from "../file-columns.ts";
import type { FileProblem } from "../file-report.ts";
import {
  duplicateColumn,
  faultyHeader,
  nulBytes,
  tooManyColumns,
  unknownHeader,
} from "./file-problem.ts";

export interface KnownHeader {
  kind: FileKind;
  /** How many cells each row must have. */
  cells: number;
  /** Where each known column of the kind stands. */
  at: Partial<Record<FileColumn, number>>;
  /** Each column as the file names it, trimmed. */
  names: string[];
  /** Columns that are not read, as the file names them; a nameless one by its place. */
  extra: string[];
  /** Columns of the kind that the file does not have; none is required. */
  absent: FileColumn[];
  /** Where the profile's as-of column stands. */
  asOfAt: number | undefined;
}

export const MOST_COLUMNS = 1_000;
/** A file's report holds all names, in an item of 400 KB, and a letter has up to 3 bytes. */
export const LONGEST_HEADER = 50_000;

const delimiterNames: Record<string, string> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "vertical bars",
};

/** What kind of file a header begins, or why it is none; `line` is where it stands. */
export const recogniseHeader = (
  cells: readonly string[],
  line: number,
  profile: Pick<FeedProfile, "columns" | "delimiter" | "asOf">,
): KnownHeader | FileProblem => {
  if (cells.some((cell) => cell.includes("\0"))) return nulBytes(line);
  if (cells.length > MOST_COLUMNS) return tooManyColumns(line, cells.length, MOST_COLUMNS);
  const names = cells.map((cell) => cell.trim());
  if (names.join("").length > LONGEST_HEADER) {
    const most = LONGEST_HEADER.toLocaleString("en");
    return faultyHeader(line, `its names are longer than ${most} characters together`);
  }
  const twice = repeated(names.filter((name) => name !== "").map(columnKey));
  const at = findColumns(names, profile.columns);
  const meantTwice = repeated(at.flatMap((column) => column ?? []));
  const known = at.filter((column) => column !== undefined);
  const ambiguous = [...new Set([...twice.filter(isOurs), ...meantTwice])];
  const { kind, missing } = findNearest(known);
  if (kind === undefined || missing.length > 0) {
    const delimiter = cells.length === 1 ? otherDelimiter(names[0] ?? "", profile) : undefined;
    return unknownHeader(line, kind && { kind, missing }, delimiter);
  }
  if (twice.length > 0 || meantTwice.length > 0) {
    return duplicateColumn(line, ambiguous.length > 0 ? ambiguous : twice);
  }
  const asOfName = profile.asOf?.from === "column" ? columnKey(profile.asOf.column) : undefined;
  const asOfAt = names.findIndex((name) => columnKey(name) === asOfName);
  const ofKind = columnsOf(kind);
  const place = (column: FileColumn) => at.indexOf(column);
  return {
    kind,
    cells: cells.length,
    at: Object.fromEntries(
      ofKind.filter((column) => place(column) >= 0).map((column) => [column, place(column)]),
    ),
    names,
    extra: names
      .map((name, index) => name || `column ${index + 1}, without a name`)
      .filter((_, index) => {
        const column = at[index];
        return index !== asOfAt && (column === undefined || !ofKind.includes(column));
      }),
    absent: ofKind.filter((column) => place(column) < 0),
    asOfAt: asOfAt < 0 ? undefined : asOfAt,
  };
};

function columnsOf(kind: FileKind): readonly FileColumn[] {
  return fileColumns[kind];
}

const ours = new Map(allFileColumns.map((column) => [columnKey(column), column]));
const isOurs = (key: string) => ours.has(key);

/** Our name of each column that has one. */
const findColumns = (names: readonly string[], mapped: Record<string, FileColumn>) => {
  const theirs = new Map(
    Object.entries(mapped).map(([name, column]) => [columnKey(name), column] as const),
  );
  return names.map((name) => theirs.get(columnKey(name)) ?? ours.get(columnKey(name)));
};

const repeated = <T extends string>(values: readonly T[]): T[] => [
  ...new Set(values.filter((value) => values.indexOf(value) !== values.lastIndexOf(value))),
];

/**
 * The kind that has all it needs (tests before patients, where a file tells of both), else the one
 * that has most of the columns that no other kind has.
 */
const findNearest = (
  known: readonly FileColumn[],
): { kind: FileKind | undefined; missing: FileColumn[] } => {
  const candidates = fileKinds
    .map((kind) => ({
      kind,
      missing: requiredColumns[kind].filter((column) => !known.includes(column)),
      own: ownColumns[kind].filter((column) => known.includes(column)).length,
    }))
    // What another kind has too (patient_id, status) makes no kind.
    .filter(({ own }) => own > 0);
  const complete = candidates
    .filter(({ missing }) => missing.length === 0)
    .sort((one, other) => requiredColumns[other.kind].length - requiredColumns[one.kind].length)[0];
  const likeliest = candidates.sort((one, other) => other.own - one.own)[0];
  // Tests that lack a column must not pass for patients, which need no more than patient_id.
  const isOther = complete?.kind === "pms" && likeliest && likeliest.own > complete.own;
  return (isOther ? likeliest : (complete ?? likeliest)) ?? { kind: undefined, missing: [] };
};

const ownColumns = Object.fromEntries(
  fileKinds.map((kind) => {
    const others = fileKinds.filter((other) => other !== kind).flatMap((other) => columnsOf(other));
    return [kind, columnsOf(kind).filter((column) => !others.includes(column))];
  }),
) as Record<FileKind, FileColumn[]>;

/** The delimiter that makes a file's only column a known header, if another one does. */
const otherDelimiter = (
  line: string,
  profile: Pick<FeedProfile, "columns" | "delimiter" | "asOf">,
): string | undefined => {
  for (const delimiter of delimiters) {
    if (delimiter === profile.delimiter) continue;
    const known = findColumns(
      line.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, "$1")),
      profile.columns,
    ).filter((column) => column !== undefined);
    const { kind, missing } = findNearest(known);
    if (kind !== undefined && missing.length === 0) return delimiterNames[delimiter];
  }
  return undefined;
};
