import type { FileKind } from "@throughline/shared/feed.ts";
import type { FileReport } from "@throughline/shared/file-report.ts";
import { isStillAtVersion } from "../conditions.ts";
import { idInKey } from "../keys.ts";
import type { Item, ReadOptions, Table } from "../table.ts";
import { clinicalKeys, indexPks, indexSk, upToInstant } from "./keys.ts";

/** A file and everything that became of it. */
export interface StoredFile {
  report: FileReport;
  /** Where its bytes lie in the bucket now. */
  objectKey: string;
  /** Who announced it: a session by a name that opens nothing, a script, or a token of its feed. */
  announcedBy?: string;
  /** The token of its feed with which it was announced. */
  tokenId?: string;
  /** Where they lay until it was done, should they not have been moved yet. */
  arrivedAs?: string;
  /** That of its bytes there, once that is known: others may be put under the same name. */
  etag?: string;
  /** Since when what other files said has to be looked at again because of it; see `weighRow`. */
  again?: string;
  /** So often somebody has begun to take it in. */
  runs?: number;
  /** The run that finished it: its bad rows are those of the report. */
  finishedBy?: number;
  version: number;
}

export interface FileStore {
  get(site: string, fileId: string, options?: ReadOptions): Promise<StoredFile | undefined>;
  /** Saves as version `version + 1` if nobody did since `version` was read (0: it is new); else `conflict`. */
  save(site: string, file: StoredFile): Promise<StoredFile | "conflict">;
  /** Removes a file that never came. */
  remove(site: string, fileId: string): Promise<void>;
  /** Those that came: latest receipt first; fresh within a moment. */
  list(
    site: string,
    options: { limit: number; after?: string },
  ): Promise<{ files: StoredFile[]; next: string | undefined }>;
  /** Those that were announced from an instant on and have not come, the oldest first; as fresh. */
  listAwaited(site: string, since: string): Promise<StoredFile[]>;
  /** At most so many that were announced before an instant and have not come; as fresh. */
  listForgotten(site: string, until: string, limit: number): Promise<StoredFile[]>;
  /** Those that could not be taken in yet, the longest held up first; fresh within a moment. */
  listHeldUp(site: string, options: { limit: number }): Promise<StoredFile[]>;
  /** Takes note, before its first row goes in, that a file holds as of an instant. May be repeated. */
  registerAsOf(site: string, kind: FileKind, asOf: string, fileId: string): Promise<void>;
  /** The files of a kind that hold as of later than an instant, in that order, seen consistently. */
  listAfter(
    site: string,
    kind: FileKind,
    asOf: string,
  ): Promise<{ fileId: string; asOf: string }[]>;
}

export const createFileStore = (table: Table): FileStore => ({
  async get(site, fileId, options) {
    const item = await table.get(clinicalKeys.file(site, fileId), options);
    return item && fromItem(item);
  },

  async save(site, file) {
    const saved = { ...file, version: file.version + 1 };
    const written = await table.putIf(toItem(site, saved), isStillAtVersion(file.version));
    return written ? saved : "conflict";
  },

  remove: (site, fileId) => table.remove(clinicalKeys.file(site, fileId)),

  async list(site, options) {
    const range = { index: "list", pk: indexPks.files(site), backwards: true } as const;
    const { items, next } = await table.page(range, options);
    return { files: items.map(fromItem), next };
  },

  async listAwaited(site, since) {
    const files: StoredFile[] = [];
    const pk = indexPks.awaitedFiles(site);
    for await (const page of table.pages({ index: "list", pk, between: [indexSk(since), "~"] })) {
      files.push(...page.map(fromItem));
    }
    return files;
  },

  async listForgotten(site, until, limit) {
    const range = { index: "list", pk: indexPks.awaitedFiles(site), upTo: indexSk(until) } as const;
    const { items } = await table.page(range, { limit });
    return items.map(fromItem);
  },

  async listHeldUp(site, { limit }) {
    const range = { index: "alert", pk: indexPks.heldUp(site) } as const;
    const { items } = await table.page(range, { limit });
    const files = (await table.getMany(items)).map(fromItem);
    return files
      .filter(({ report }) => report.heldUp)
      .sort((one, other) => (sinceOf(one) < sinceOf(other) ? -1 : 1));
  },

  async registerAsOf(site, kind, asOf, fileId) {
    await table.put({ ...clinicalKeys.asOf(site, kind, asOf, fileId) });
  },

  async listAfter(site, kind, asOf) {
    const pk = clinicalKeys.asOfPartition(site, kind);
    const files: { fileId: string; asOf: string }[] = [];
    const between: [string, string] = [upToInstant(asOf), "~"];
    for await (const page of table.pages({ pk, between }, { consistent: true })) {
      for (const { sk } of page) files.push({ asOf: idInKey(sk, 0), fileId: idInKey(sk, 1) });
    }
    return files;
  },
});

const sinceOf = ({ report }: StoredFile): string => report.heldUp?.since ?? "";

const toItem = (site: string, { report, ...attributes }: StoredFile): Item => {
  const { fileId, ...about } = report;
  return {
    ...clinicalKeys.file(site, fileId),
    ...attributes,
    report: about,
    listPk: report.state === "awaited" ? indexPks.awaitedFiles(site) : indexPks.files(site),
    listSk: indexSk(report.receivedAt, fileId),
    ...(report.heldUp && {
      alertPk: indexPks.heldUp(site),
      alertSk: indexSk(report.heldUp.since, fileId),
    }),
  };
};

const fromItem = (item: Item): StoredFile => ({
  report: { fileId: idInKey(item.pk, 3), ...(item.report as Omit<FileReport, "fileId">) },
  objectKey: item.objectKey as string,
  ...(item.announcedBy !== undefined && { announcedBy: item.announcedBy as string }),
  ...(item.tokenId !== undefined && { tokenId: item.tokenId as string }),
  ...(item.arrivedAs !== undefined && { arrivedAs: item.arrivedAs as string }),
  ...(item.etag !== undefined && { etag: item.etag as string }),
  ...(item.again !== undefined && { again: item.again as string }),
  ...(item.runs !== undefined && { runs: item.runs as number }),
  ...(item.finishedBy !== undefined && { finishedBy: item.finishedBy as number }),
  version: item.version as number,
});
