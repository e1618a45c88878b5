import { type FileReport, noCounts } from "@throughline/shared/file-report.ts";

/** The report of a file of which nothing was read: what was not `told` is not known. */
export const newReport = (
  told: Pick<FileReport, "fileId" | "name" | "feed" | "size" | "state" | "sentBy" | "receivedAt"> &
    Partial<FileReport>,
): FileReport => ({
  kind: null,
  asOf: null,
  asOfFrom: null,
  full: false,
  encoding: null,
  delimiter: null,
  extraColumns: [],
  startedAt: null,
  finishedAt: null,
  counts: noCounts,
  remarks: [],
  problem: null,
  heldUp: null,
  ...told,
});
