import type { OperationDeps } from "../../deps.ts";
import type { StoredFile } from "../../store/clinical/files.ts";
import { createKeyFilter } from "./key-filter.ts";
import { openAgain } from "./open-again.ts";
import { isFull, passThrough } from "./pass-through.ts";
import { newTally } from "./tally.ts";

/**
 * Takes in once more, in the order of their as-of times, the other files of its kind that hold as of
 * `from` or later, each once, and with `itselfToo` this one. What they said stands in their own
 * reports already. Returns how many there were, of how many the bytes are gone, and how many can be
 * read no more as their feed is set now.
 */
export const readAgain = async (
  deps: OperationDeps,
  site: string,
  { report }: StoredFile,
  from: string,
  options: { isRepeated: boolean; itselfToo: boolean; batchRows?: number },
): Promise<{ read: number; gone: number; unread: number }> => {
  const { files } = deps.store.clinical;
  if (report.kind === null) throw new Error("A file without a kind has no rows");
  const justBefore = new Date(Date.parse(from) - 1).toISOString();
  const { isRepeated, itselfToo, batchRows } = options;
  const passed = createKeyFilter();
  let [read, gone, unread] = [0, 0, 0];
  for (const { fileId } of await files.listAfter(site, report.kind, justBefore)) {
    // One of before that was read again has marked as missing whom this one holds.
    const isNeeded = itselfToo || (report.full && read > 0);
    if (fileId === report.fileId && !isNeeded) continue;
    const file = await files.get(site, fileId, { consistent: true });
    if (!file) continue;
    const opened = await openAgain(deps, site, file);
    if (opened === "missing") gone++;
    // What could not be begun at its own time has said nothing.
    else if ("problem" in opened) unread += file.runs ? 1 : 0;
    else {
      const { name: feed, asOf } = opened;
      const { name, receivedAt } = file.report;
      // Whatever is set about its feed by now.
      const full = file.runs ? file.report.full : isFull(opened);
      const intake = {
        deps,
        site,
        file: { fileId, name, receivedAt, asOf, feed, full },
        isRepeated,
        // Everything later comes in its turn.
        noteAgain: async () => {},
        passed,
        tally: newTally(),
        settled: [],
      };
      try {
        await passThrough(intake, opened, {
          onBatch: async () => {},
          ...(batchRows !== undefined && { batchRows }),
        });
      } finally {
        await opened.items.return(undefined);
      }
      if (fileId !== report.fileId) read++;
    }
  }
  return { read, gone, unread };
};
