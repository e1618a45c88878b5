import { AppError } from "@throughline/shared/errors.ts";
import { encodings } from "@throughline/shared/feed-profile.ts";
import type { UploadReport } from "@throughline/shared/upload-api.ts";
import type { OperationDeps } from "../../deps.ts";
import type { StoredFile } from "../../store/clinical/files.ts";
import { profileOf } from "./profile-of.ts";
import { writeRejectedRows } from "./write-rejected-rows.ts";

/** A file's report, with the first of its rejected rows. */
export const withRejectedRows = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  file: StoredFile,
): Promise<UploadReport> => {
  const { report } = file;
  const issues =
    report.counts.rejected === 0 ? [] : await store.clinical.rowIssues.first(site, runOf(file));
  return { ...report, rejected: issues.map(({ line, reasons }) => ({ line, reasons })) };
};

/** That of the run which finished it, or goes on. */
const runOf = ({ report, finishedBy, runs = 1 }: StoredFile) => ({
  fileId: report.fileId,
  run: finishedBy ?? runs,
});

/**
 * The rows of a file that did not go in, as a file to mend and send again. Throws `NOT_FOUND` where
 * there is no such file, where all of it went in, and where its bytes are gone.
 */
export const readRejectedRows = async (
  { store, objects }: Pick<OperationDeps, "store" | "objects">,
  site: string,
  fileId: string,
): Promise<{ name: string; rows: number; bytes: AsyncIterable<Uint8Array> }> => {
  const { files, feeds, rowIssues } = store.clinical;
  const file = await files.get(site, fileId);
  if (!file || file.report.counts.rejected === 0) throw new AppError("NOT_FOUND");
  const { name, counts, delimiter, encoding, feed } = file.report;
  const key = await findKey(objects, file);
  if (key === undefined) throw new AppError("NOT_FOUND");
  const { asOf } = profileOf(feed === null ? undefined : await feeds.get(site, feed));
  const open = async (from: number) => {
    const bytes = await objects.read(key, { from });
    if (!bytes) throw new AppError("UNAVAILABLE");
    return bytes;
  };
  const issues = async function* () {
    for await (const page of rowIssues.pages(site, runOf(file))) yield* page;
  };
  return {
    // Where the name tells as of when the file holds, it has to stay as it is.
    name: asOf?.from === "name" ? name : rejectedName(name || fileId),
    rows: counts.rejected,
    bytes: writeRejectedRows(open, issues(), {
      delimiter: delimiter ?? ",",
      encoding: encodings.find((known) => known === encoding) ?? "utf-8",
    }),
  };
};

/** `labs.csv` → `labs-rejected.csv`. */
const rejectedName = (name: string): string =>
  `${name.replace(/\.(csv|txt)$/i, "").replace(/-rejected$/, "")}-rejected.csv`;

/** Where its bytes lie: once it is finished they may still be where they came, if no others are. */
const findKey = async (
  objects: OperationDeps["objects"],
  { objectKey, arrivedAs, etag }: StoredFile,
): Promise<string | undefined> => {
  if (await objects.head(objectKey)) return objectKey;
  const asItCame = arrivedAs === undefined ? undefined : await objects.head(arrivedAs);
  return asItCame && (etag === undefined || etag === asItCame.etag) ? arrivedAs : undefined;
};
