import { type Device, type LocalEntry, newDevice, type RememberedGuide } from "./device.ts";
import type { Storage, Transaction } from "./storage.ts";

/** The journal of a page that may not store anything: it lasts as long as the page. */
export const memoryStorage = (): Storage => {
  let device: Device = newDevice();
  const guides = new Map<string, RememberedGuide>();
  const entries = new Map<string, LocalEntry>();
  const transaction: Transaction = {
    device: async () => device,
    putDevice: async (value) => {
      device = value;
    },
    guide: async (site) => guides.get(site),
    putGuide: async (site, guide) => guides.set(site, guide),
    entries: async () => [...entries.values()],
    putEntry: async (entry) => entries.set(entry.id, entry),
    deleteEntry: async (id) => entries.delete(id),
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
