import type { FileKind } from "@throughline/shared/feed.ts";
import type { FeedProfile } from "@throughline/shared/feed-profile.ts";
import { columnKey, type FileColumn, fileColumns } from "@throughline/shared/file-columns.ts";
import type { FeedDocument, ListedFeed } from "@throughline/shared/upload-api.ts";
import type { Row } from "../draft.ts";
import { newKey } from "../rows.ts";

export type StatusMeaning = "active" | "discharged" | "cancelled" | "counting" | "not-counting";

export interface StatusRow extends Row {
  word: string;
  meaning: StatusMeaning;
}

export interface ProfileDraft {
  /** Ours → as the source names it; empty: as we do. */
  columns: Partial<Record<FileColumn, string>>;
  delimiter: FeedProfile["delimiter"];
  encoding: FeedProfile["encoding"];
  /** One a line. */
  dateFormats: string;
  statuses: StatusRow[];
  /** What stands in `text` depends on `from`. */
  asOf: { from: "upload" | "column" | "name"; text: string };
  holds: FeedProfile["holds"];
}

/** See `draft.ts` beside the folder: its members are those of the settings. */
export interface FeedDraft {
  kind: FileKind;
  inUse: boolean;
  maxSilenceMinutes: string;
  profile: ProfileDraft;
}

export const NEVER = "never";

/** What people have set about a listed feed. */
export const documentOf = ({
  kind,
  inUse,
  maxSilenceMinutes,
  profile,
}: ListedFeed): FeedDocument => ({ kind, inUse, maxSilenceMinutes, profile });

export const toDraft = ({ profile, maxSilenceMinutes, ...rest }: FeedDocument): FeedDraft => ({
  ...rest,
  maxSilenceMinutes: maxSilenceMinutes === null ? NEVER : String(maxSilenceMinutes),
  profile: {
    columns: Object.fromEntries(
      Object.entries(profile.columns).map(([theirs, ours]) => [ours, theirs]),
    ),
    delimiter: profile.delimiter,
    encoding: profile.encoding,
    dateFormats: profile.dateFormats.join("\n"),
    statuses: Object.entries(
      rest.kind === "lis" ? profile.testStatus : profile.admissionStatus,
    ).map(([word, meaning]) => ({ key: newKey(), word, meaning })),
    asOf: !profile.asOf
      ? { from: "upload", text: "" }
      : {
          from: profile.asOf.from,
          text: profile.asOf.from === "column" ? profile.asOf.column : profile.asOf.pattern,
        },
    holds: profile.holds,
  },
});

export const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** The document that a draft means. Not checked: the schema does that. */
export const fromDraft = ({ profile, maxSilenceMinutes, ...rest }: FeedDraft): FeedDocument => ({
  ...rest,
  maxSilenceMinutes: readMinutes(maxSilenceMinutes),
  profile: profileFrom(profile, rest.kind),
});

const readMinutes = (text: string): number | null => {
  const typed = text.trim().toLowerCase();
  if (typed === NEVER) return null;
  // What is no number is as wrong as none at all, and differs from never.
  return Number(typed) || 0;
};

const profileFrom = (draft: ProfileDraft, kind: FileKind): FeedProfile => {
  const { delimiter, encoding, dateFormats, statuses, asOf, holds } = draft;
  const words = Object.fromEntries(statuses.map(({ word, meaning }) => [word.trim(), meaning]));
  return {
    columns: Object.fromEntries(
      fileColumns[kind].flatMap((ours): [string, FileColumn][] => {
        const theirs = draft.columns[ours]?.trim();
        return theirs && columnKey(theirs) !== columnKey(ours) ? [[theirs, ours]] : [];
      }),
    ),
    delimiter,
    encoding,
    dateFormats: linesOf(dateFormats),
    admissionStatus: kind === "pms" ? (words as FeedProfile["admissionStatus"]) : {},
    testStatus: kind === "lis" ? (words as FeedProfile["testStatus"]) : {},
    asOf:
      asOf.from === "column"
        ? { from: "column", column: asOf.text.trim() }
        : asOf.from === "name"
          ? { from: "name", pattern: asOf.text.trim() }
          : null,
    holds,
  };
};

/** Whether a file could be read otherwise by one profile than by the other; words of statuses aside. */
export const readsOtherwise = (one: FeedProfile, other: FeedProfile): boolean => {
  const how = ({ columns, delimiter, encoding, dateFormats, asOf }: FeedProfile) =>
    JSON.stringify([Object.entries(columns).sort(), delimiter, encoding, dateFormats, asOf]);
  return how(one) !== how(other);
};
