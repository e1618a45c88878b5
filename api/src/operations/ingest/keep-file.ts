import type { FileReport } from "@throughline/shared/file-report.ts";
import type { OperationDeps } from "../../deps.ts";
import type { StoredFile } from "../../store/clinical/files.ts";

/** The item of a file that is being taken in, perhaps by several at once. */
export interface KeptFile {
  readonly known: StoredFile;
  /** `alter` is given what stands, perhaps more than once, and answers undefined for "nothing". */
  change(alter: (file: StoredFile) => StoredFile | undefined): Promise<void>;
}

export const keepFile = (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  first: StoredFile,
): KeptFile => {
  const { files } = store.clinical;
  let known = first;
  return {
    get known() {
      return known;
    },
    async change(alter) {
      for (;;) {
        const next = alter(known);
        if (!next) return;
        const saved = await files.save(site, next);
        if (saved !== "conflict") {
          known = saved;
          return;
        }
        const stands = await files.get(site, known.report.fileId, { consistent: true });
        if (!stands) throw new Error("A file's item is gone");
        known = stands;
      }
    },
  };
};

export const isFinished = ({ report }: StoredFile): boolean =>
  report.state === "done" || report.state === "failed";

/** With other things known about it, unless somebody else has finished it. */
export const withReport =
  (changes: Partial<FileReport>) =>
  (file: StoredFile): StoredFile | undefined =>
    isFinished(file) ? undefined : { ...file, report: { ...file.report, ...changes } };
