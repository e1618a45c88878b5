import type { FileReport, HeldUp } from "@throughline/shared/file-report.ts";
import { formatCount, plural } from "../ui/format.ts";

const stateWords: Record<FileReport["state"], string> = {
  awaited: "Not sent yet",
  waiting: "Waits its turn",
  processing: "Being read",
  done: "Done",
  failed: "Not read to its end",
};

/** What a file's tag says. */
export const stateInWords = ({ state, heldUp }: Pick<FileReport, "state" | "heldUp">): string =>
  heldUp ? "Held up, tried again" : stateWords[state];

/** "has failed 3 times". */
export const heldUpInWords = ({ attempts }: HeldUp): string =>
  attempts === 1 ? "has failed once" : `has failed ${formatCount(attempts)} times`;

/** Whether nothing more will change about it. */
export const isSettled = ({ state }: Pick<FileReport, "state">): boolean =>
  state === "done" || state === "failed";

export const meaningOf = ({
  state,
  counts,
  heldUp,
}: Pick<FileReport, "state" | "counts" | "heldUp">) => {
  if (state === "failed" || heldUp) return "overdue";
  if (state !== "done") return "unknown";
  return counts.rejected > 0 ? "soon" : "fine";
};

export const asOfWords: Record<NonNullable<FileReport["asOfFrom"]>, string> = {
  column: "by a column of the file",
  name: "by its name",
  upload: "as it was said when it was sent",
  receipt: "when it came, for nothing else says so",
};

export const senderWords: Record<FileReport["sentBy"], string> = {
  staff: "staff, on this page or by a script",
  feed: "the feed, by its token",
  bucket: "put into the bucket",
};

/** What became of its rows: "120 rows: 118 new or changed, 2 rejected". */
export const countsInWords = ({ counts }: Pick<FileReport, "counts">): string => {
  const parts = [
    [counts.stored, "new or changed"],
    [counts.unchanged, "known already"],
    [counts.older, "older than what is known"],
    [counts.rejected, "rejected"],
  ] as const;
  const told = parts.filter(([n]) => n > 0).map(([n, what]) => `${formatCount(n)} ${what}`);
  return `${plural(counts.rows, "row")}${told.length > 0 ? `: ${told.join(", ")}` : ""}`;
};

/** What of a file that was not read to its end is in. */
export const wentInBefore = ({ counts }: Pick<FileReport, "counts">): string => {
  const known = counts.unchanged + counts.older;
  if (counts.stored > 0) return `${plural(counts.stored, "row")} went in before.`;
  if (known > 0) return `${plural(known, "row")} before told nothing new.`;
  return "No row of it went in.";
};

/** "12 KB"; below a kilobyte in bytes. */
export const formatBytes = (bytes: number): string => {
  const units = ["bytes", "KB", "MB", "GB"];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size.toLocaleString("en", { maximumFractionDigits: unit && size < 10 ? 1 : 0 })} ${units[unit]}`;
};
