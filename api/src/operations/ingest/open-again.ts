import type { OperationDeps } from "../../deps.ts";
import type { StoredFile } from "../../store/clinical/files.ts";
import { type Opened, openFile } from "./open-file.ts";

/** Opens a file that came before, wherever it lies: it may be moved at this moment. */
export const openAgain = async (
  deps: OperationDeps,
  site: string,
  file: StoredFile,
): Promise<Opened> => {
  const opened = await openFile(deps, site, file.report, (options) =>
    readBytes(deps, file, options),
  );
  if (opened !== "missing") return opened;
  const { fileId } = file.report;
  const now = await deps.store.clinical.files.get(site, fileId, { consistent: true });
  return now && now.objectKey !== file.objectKey ? openAgain(deps, site, now) : "missing";
};

/** Moved or not yet moved; what was put over it meanwhile is another file. */
const readBytes = async (
  { objects }: Pick<OperationDeps, "objects">,
  { objectKey, arrivedAs, etag }: StoredFile,
  options: { to?: number },
) => {
  const asItCame = etag === undefined ? options : { ...options, etag };
  if (arrivedAs === undefined) return objects.read(objectKey, asItCame);
  return (await objects.read(objectKey, options)) ?? objects.read(arrivedAs, asItCame);
};
