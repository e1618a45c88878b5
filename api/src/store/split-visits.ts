import { idInKey, keys, prefixes } from "./keys.ts";
import type { Table } from "./table.ts";

/** Visits by slips that have events on a day and on the day before: a slip names no day. */
export interface SplitVisitStore {
  /** `day` is the later one. May be repeated. */
  mark(site: string, day: string, visitId: string): Promise<void>;
  /** Whether a site has any is one of its marks. How many are marked on each of the days that have any; `from` and `to` included. */
  count(site: string, from: string, to: string): Promise<Map<string, number>>;
}

export const createSplitVisitStore = (table: Table): SplitVisitStore => ({
  async mark(site, day, visitId) {
    await table.put({ ...keys.anySplitVisit(site) });
    await table.put({ ...keys.splitVisit(site, day, visitId) });
  },

  async count(site, from, to) {
    const counts = new Map<string, number>();
    const range = {
      pk: keys.sitePartition(site),
      between: [`${prefixes.splitVisit}${from}#`, `${prefixes.splitVisit}${to}#~`] as [
        string,
        string,
      ],
    };
    for await (const page of table.pages(range)) {
      for (const { sk } of page) {
        const day = idInKey(sk, 1);
        counts.set(day, (counts.get(day) ?? 0) + 1);
      }
    }
    return counts;
  },
});
