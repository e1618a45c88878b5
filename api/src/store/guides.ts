import type { Guide } from "@throughline/shared/api.ts";
import type { Compression } from "./compressed.ts";
import { keys } from "./keys.ts";
import { remember } from "./remembered.ts";
import type { Table } from "./table.ts";

export type Waits = Guide["waits"];

/** The expected waits of a site, built once a day, or sooner when much news of past days came. */
export interface GuideStore {
  /** Null before the first build. May be a minute old. */
  read(site: string): Promise<Waits | null>;
  write(site: string, waits: Waits): Promise<void>;
  /** Adds to the count of events that no build has seen; a build takes off what it found. */
  addNews(site: string, events: number): Promise<void>;
  readNews(site: string): Promise<number>;
}

const REMEMBERED_MS = 60_000;

export const createGuideStore = (
  table: Table,
  now: () => number,
  { compress, decompress }: Compression,
): GuideStore => {
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

    async addNews(site, events) {
      await table.add(keys.guideNews(site), "events", events);
    },

    async readNews(site) {
      const item = await table.get(keys.guideNews(site));
      return (item?.events as number | undefined) ?? 0;
    },
  };
};
