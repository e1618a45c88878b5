import { HistogramBuilder } from "@throughline/shared/analytics/histogram.ts";
import { MOST_UNKNOWN_STATUSES } from "@throughline/shared/csv/unknown-status.ts";
import type { FileCounts, RowIssue } from "@throughline/shared/file-report.ts";
import { noCounts } from "@throughline/shared/file-report.ts";

/** What has become of the rows of a file so far. */
export interface Tally {
  counts: FileCounts;
  /** By their sentence: how many rows each concerns. */
  remarks: Map<string, number>;
  /** Statuses that nobody has mapped yet, as the file writes them. */
  unknownStatuses: Set<string>;
  /** What is not handed on yet. */
  issues: RowIssue[];
  /** Minutes from tests to the receipt of their first result. */
  turnaround: HistogramBuilder;
}

export const newTally = (): Tally => ({
  counts: { ...noCounts },
  remarks: new Map(),
  unknownStatuses: new Set(),
  issues: [],
  turnaround: new HistogramBuilder(),
});

export const meetStatus = ({ unknownStatuses }: Tally, word: string): void => {
  if (unknownStatuses.size < MOST_UNKNOWN_STATUSES) unknownStatuses.add(word);
};

export const remark = ({ remarks }: Tally, sentence: string): void => {
  remarks.set(sentence, (remarks.get(sentence) ?? 0) + 1);
};

export const reject = (
  tally: Tally,
  { line, byteFrom, byteTo }: Pick<RowIssue, "line" | "byteFrom" | "byteTo">,
  reasons: RowIssue["reasons"],
): void => {
  tally.counts.rejected++;
  tally.issues.push({ line, byteFrom, byteTo, reasons });
};

export const listRemarks = ({ remarks }: Tally): { sentence: string; rows: number }[] =>
  [...remarks]
    .map(([sentence, rows]) => ({ sentence, rows }))
    .sort((one, other) => (one.sentence < other.sentence ? -1 : 1));
