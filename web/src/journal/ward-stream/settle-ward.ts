import type { WardPushResponse } from "@throughline/shared/ward-entry.ts";
import type { WardJournal } from "./ward-journal.ts";

/**
 * Applies the server's word: what it confirmed leaves the journal, what it refused is kept and
 * marked. Entries that it did not name stay as they are.
 */
export const settleWard = async (
  { storage, changes, environment }: WardJournal,
  results: WardPushResponse["results"],
  offsetMs: number | undefined,
): Promise<void> => {
  const at = new Date(environment.wallMs()).toISOString();
  await storage.write(async (transaction) => {
    for (const { id, status, code } of results) {
      const entry = await transaction.entry(id);
      // Another tab settled it.
      if (!entry) continue;
      if (status !== "rejected") await transaction.deleteEntry(id);
      else await transaction.putEntry({ ...entry, rejected: { code: code ?? "UNREADABLE", at } });
    }
    const device = await transaction.device();
    if (device && offsetMs !== undefined) await transaction.putDevice({ ...device, offsetMs });
  });
  changes.tell();
};
