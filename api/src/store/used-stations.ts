import { isNew } from "./conditions.ts";
import { idInKey, keys, prefixes } from "./keys.ts";
import type { Table } from "./table.ts";

/** Which stations have events: these can be retired but not removed. */
export interface UsedStationStore {
  /** Must come before the station's first event. Costs a write once per process and station. */
  mark(site: string, code: string): Promise<void>;
  /** The marked stations' codes, sorted, seen consistently. */
  list(site: string): Promise<string[]>;
}

export const createUsedStationStore = (table: Table): UsedStationStore => {
  const marked = new Set<string>();
  return {
    async mark(site, code) {
      const key = keys.usedStation(site, code);
      const name = `${key.pk} ${key.sk}`;
      if (marked.has(name)) return;
      await table.putIf({ ...key }, isNew);
      marked.add(name);
    },

    async list(site) {
      const codes: string[] = [];
      const range = { pk: keys.sitePartition(site), prefix: prefixes.usedStation };
      for await (const page of table.pages(range, { consistent: true })) {
        for (const item of page) codes.push(idInKey(item.sk, 1));
      }
      return codes;
    },
  };
};
