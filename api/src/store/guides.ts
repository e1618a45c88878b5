import type { Guide } from "@throughline/shared/api.ts";
import { compress, decompress } from "./compressed.ts";
import { keys } from "./keys.ts";
import { remember } from "./remembered.ts";
import type { Table } from "./table.ts";

export type Waits = Guide["waits"];

/** The expected waits of a site, built once a day. */
export interface GuideStore {
  /** Null before the first build. May be a minute old. */
  read(site: string): Promise<Waits | null>;
  write(site: string, waits: Waits): Promise<void>;
}

const REMEMBERED_MS = 60_000;

export const createGuideStore = (table: Table, now: () => number): GuideStore => {
  const remembered = remember<Waits | null>({
    load: async (site) => {
      const item = await table.get(keys.guide(site));
      return item ? JSON.parse(await decompress(item.waits as Uint8Array)) : null;
    },
    forMs: REMEMBERED_MS,
    now,
  });
  return {
    read: remembered.get,
    async write(site, waits) {
      await table.put({ ...keys.guide(site), waits: await compress(JSON.stringify(waits)) });
      remembered.set(site, waits);
    },
  };
};
