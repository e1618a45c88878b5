import { type Device, type LocalEntry, newDevice, type RememberedGuide } from "./device.ts";
import type { Storage, Transaction } from "./storage.ts";

/** What a full phone still lets be read: the visit goes on from there, and what waits is sent. */
export interface Kept {
  device: Device;
  /** The guide of the site recorded at last. */
  guide: RememberedGuide | undefined;
  entries: readonly LocalEntry[];
}

/**
 * The journal of a page that may not store anything: it lasts as long as the page. What leaves it
 * leaves the full `disk` that it was read from too, which needs no room.
 */
export const memoryStorage = (kept?: Kept, disk?: Storage): Storage => {
  let device: Device = kept?.device ?? newDevice();
  const guides = new Map<string, RememberedGuide>();
  if (kept?.guide && device.latestSite) guides.set(device.latestSite, kept.guide);
  const entries = new Map(kept?.entries.map((entry) => [entry.id, entry]));
  const transaction: Transaction = {
    device: async () => device,
    putDevice: async (value) => {
      device = value;
    },
    guide: async (site) => guides.get(site),
    putGuide: async (site, guide) => guides.set(site, guide),
    entries: async () => [...entries.values()],
    putEntry: async (entry) => entries.set(entry.id, entry),
    deleteEntry: async (id) => {
      entries.delete(id);
      // Where even that fails, the entry is sent again another time, which changes nothing.
      disk?.write((full) => full.deleteEntry(id)).catch(() => {});
    },
  };
  // One after the other, as the transactions of a database are.
  let last: Promise<unknown> = Promise.resolve();
  const run = <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> => {
    const result = last.then(() => work(transaction));
    last = result.catch(() => {});
    return result;
  };
  return { write: run, read: run, close: () => {} };
};
