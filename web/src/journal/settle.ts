import type { PushResponse } from "@throughline/shared/journal.ts";
import type { Device, LocalEntry, LocalVisit } from "./device.ts";
import type { Journal } from "./journal.ts";
import type { Transaction } from "./storage.ts";

export interface Settled {
  /** Entries that left the journal or were marked rejected. */
  done: number;
  /** Visits whose day the server corrected, each with the day that it had. */
  relabelled: string[];
}

/**
 * Applies the server's word: what it confirmed leaves the journal, a visit of the wrong day gets
 * the right one with all its waiting entries, and what it refused is kept and marked.
 */
export const settle = async (
  { storage, changes, environment }: Journal,
  results: PushResponse["results"],
  offsetMs: number | undefined,
  tabletReported?: boolean,
): Promise<Settled> => {
  const settled = await storage.write(async (transaction) => {
    const byId = new Map<string, LocalEntry>();
    for (const entry of await transaction.entries()) byId.set(entry.id, entry);
    let device = await transaction.device();
    if (offsetMs !== undefined) device = { ...device, offsetMs };
    const at = new Date(environment.wallMs()).toISOString();
    if (tabletReported !== undefined && device.tablet) {
      const tablet = { ...device.tablet, signedOut: !tabletReported };
      if (tabletReported) tablet.reportedAt = at;
      device = { ...device, tablet };
    }
    let done = 0;
    const days = new Map<string, string>();
    for (const { id, status, code, visitDay } of results) {
      const entry = byId.get(id);
      // Another tab settled it, or its owner removed it.
      if (!entry) continue;
      if (status === "stored" || status === "duplicate") {
        await transaction.deleteEntry(id);
        byId.delete(id);
        done += 1;
      } else if (code === "WRONG_DAY" && visitDay) {
        // Another tab may have relabelled it while this answer was on its way: then it just waits.
        if (visitDay !== entry.body.visitDay) days.set(labelOf(entry.body), visitDay);
      } else if (status === "rejected" && code) {
        const rejected = { ...entry, rejected: { code, at } };
        await transaction.putEntry(rejected);
        byId.set(id, rejected);
        done += 1;
      }
    }
    for (const entry of byId.values()) {
      const visitDay = days.get(labelOf(entry.body));
      if (visitDay) await relabelEntry(transaction, entry, visitDay);
    }
    await transaction.putDevice(relabelVisits(device, days));
    return { done, relabelled: [...days.keys()] };
  });
  changes.tell();
  return settled;
};

/** The visit on one day: a tablet's scans of one slip may lie on several. */
const labelOf = ({ visitId, visitDay }: Pick<LocalVisit, "visitId" | "visitDay">) =>
  `${visitId} ${visitDay}`;

const relabelEntry = (transaction: Transaction, entry: LocalEntry, visitDay: string) =>
  transaction.putEntry({ ...entry, body: { ...entry.body, visitDay } } as LocalEntry);

const relabelVisits = (device: Device, days: ReadonlyMap<string, string>): Device => {
  const visits: Record<string, LocalVisit> = {};
  for (const [site, visit] of Object.entries(device.visits)) {
    const visitDay = days.get(labelOf(visit));
    visits[site] = visitDay ? { ...visit, visitDay } : visit;
  }
  return { ...device, visits };
};
