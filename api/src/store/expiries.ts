import { idInKey, keys } from "./keys.ts";
import type { Table } from "./table.ts";

/**
 * Which days hold events that expire, and when, so that a store without a time-to-live of its own
 * finds them without reading everything.
 */
export interface ExpiryStore {
  /** Must come before the event. Costs a write once per process, expiry day and day. */
  mark(site: string, expiryDay: string, day: string): Promise<void>;
  /** The marks up to an expiry day, oldest first. */
  listUntil(site: string, expiryDay: string): Promise<{ expiryDay: string; day: string }[]>;
  unmark(site: string, expiryDay: string, day: string): Promise<void>;
}

const MAX_REMEMBERED = 10_000;

export const createExpiryStore = (table: Table): ExpiryStore => {
  const marked = new Set<string>();
  const nameOf = (site: string, expiryDay: string, day: string) => `${site} ${expiryDay} ${day}`;
  return {
    async mark(site, expiryDay, day) {
      const name = nameOf(site, expiryDay, day);
      if (marked.has(name)) return;
      await table.put({ ...keys.expiry(site, expiryDay, day) });
      if (marked.size >= MAX_REMEMBERED) marked.clear();
      marked.add(name);
    },

    async listUntil(site, expiryDay) {
      const marks: { expiryDay: string; day: string }[] = [];
      const range = {
        pk: keys.expiryPartition(site),
        between: ["0", `${expiryDay}#~`] as [string, string],
      };
      for await (const page of table.pages(range)) {
        for (const { sk } of page) marks.push({ expiryDay: idInKey(sk, 0), day: idInKey(sk, 1) });
      }
      return marks;
    },

    async unmark(site, expiryDay, day) {
      await table.remove(keys.expiry(site, expiryDay, day));
      marked.delete(nameOf(site, expiryDay, day));
    },
  };
};
