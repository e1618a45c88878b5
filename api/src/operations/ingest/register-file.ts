import { createHash } from "node:crypto";
import type { OperationDeps } from "../../deps.ts";
import type { StoredFile } from "../../store/clinical/files.ts";
import type { ObjectFacts } from "../../store/objects.ts";
import { makeFileId, readFileKey } from "./file-key.ts";
import { isFinished } from "./keep-file.ts";
import { newReport } from "./new-report.ts";

/** A file that has arrived: what is known of it, and the object that holds it. */
export interface ArrivedFile {
  file: StoredFile;
  object: ObjectFacts;
}

/**
 * Takes note that a file has arrived, whether it was announced or just dropped: its item is there
 * then, and no longer `awaited`. The same key with other bytes, or put at another time, is another
 * file; that of an announced one is once its own bytes are done. Undefined when nothing (more)
 * stands under the key.
 */
export const registerFile = async (
  deps: Pick<OperationDeps, "store" | "objects" | "now">,
  { site, key }: { site: string; key: string },
): Promise<ArrivedFile | undefined> => {
  const object = await deps.objects.head(key);
  const named = readFileKey(key);
  if (!object || !named) return undefined;
  const { files } = deps.store.clinical;
  for (;;) {
    const ofName = named.fileId && (await files.get(site, named.fileId, { consistent: true }));
    const announced = ofName && isOver(ofName, object) ? undefined : ofName;
    const fileId = announced ? announced.report.fileId : idOfDrop(object);
    const known = announced || (await files.get(site, fileId, { consistent: true }));
    if (known && known.report.state !== "awaited") return { file: known, object };
    const receivedAt = receiptOf(object, deps.now());
    const saved = await files.save(
      site,
      known
        ? { ...known, report: { ...known.report, receivedAt, state: "waiting" } }
        : {
            report: newReport({
              fileId,
              name: named.name,
              feed: named.feed,
              size: object.size,
              state: "waiting",
              sentBy: "bucket",
              receivedAt,
            }),
            objectKey: key,
            ...(object.etag !== undefined && { etag: object.etag }),
            version: 0,
          },
    );
    if (saved !== "conflict") return { file: saved, object };
  }
};

/** Whether other bytes came under the name of a file that is done: its own must stay what they are. */
const isOver = (file: StoredFile, { etag }: ObjectFacts): boolean =>
  isFinished(file) && file.etag !== undefined && file.etag !== etag;

/** Stores tell the second in which an object was put; the clock may tell more. */
const receiptOf = ({ lastModifiedAt }: ObjectFacts, nowMs: number): string => {
  const secondMs = Date.parse(lastModifiedAt);
  return new Date(Math.max(secondMs, Math.min(nowMs, secondMs + 999))).toISOString();
};

const idOfDrop = ({ key, lastModifiedAt, etag = "" }: ObjectFacts): string => {
  const hash = createHash("sha256")
    .update(JSON.stringify([key, etag]))
    .digest("hex");
  return makeFileId(Date.parse(lastModifiedAt), hash);
};
