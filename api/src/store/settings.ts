import type { SiteSettings, StoredSettings } from "@throughline/shared/site.ts";
import { isStillAtVersion } from "./conditions.ts";
import { idInKey, keys, prefixes } from "./keys.ts";
import { remember } from "./remembered.ts";
import type { ReadOptions, Table } from "./table.ts";

export interface SettingsStore {
  /** Null for a site that does not exist. May be 10 s old when another process saved it. */
  read(site: string): Promise<StoredSettings | null>;
  /** As it stands now. */
  readFresh(site: string): Promise<StoredSettings | null>;
  /**
   * Saves as version `version + 1` if nobody saved since `version` was read (0: the site is new);
   * otherwise `conflict`.
   */
  save(site: string, version: number, settings: SiteSettings): Promise<StoredSettings | "conflict">;
  /** The codes of all sites, also of one whose first save did not come through. */
  listSites(): Promise<string[]>;
  /** The same; a site that another process has added may be missing for 5 min. */
  listKnownSites(): Promise<readonly string[]>;
}

const REMEMBERED_MS = 10_000;
const SITES_REMEMBERED_MS = 5 * 60_000;

export const createSettingsStore = (table: Table, now: () => number): SettingsStore => {
  const load = async (site: string, options?: ReadOptions): Promise<StoredSettings | null> => {
    const item = await table.get(keys.settings(site), options);
    if (!item) return null;
    return { ...(item.settings as SiteSettings), version: item.version as number };
  };
  const remembered = remember({
    load: (site) => load(site),
    forMs: REMEMBERED_MS,
    now,
    isWorthIt: (settings) => settings !== null,
  });

  const listSites = async (): Promise<string[]> => {
    const sites: string[] = [];
    for await (const page of table.pages({ pk: keys.sites, prefix: prefixes.site })) {
      for (const item of page) sites.push(idInKey(item.sk, 1));
    }
    return sites;
  };
  const knownSites = remember({
    load: listSites,
    forMs: SITES_REMEMBERED_MS,
    now,
    isWorthIt: (sites) => sites.length > 0,
  });

  return {
    read: remembered.get,
    readFresh: (site) => load(site, { consistent: true }),

    async save(site, version, settings) {
      // The list first: a site that is listed without settings does no harm, the reverse is lost.
      if (version === 0) {
        await table.put({ ...keys.listedSite(site) });
        knownSites.forget("");
      }
      const saved = await table.putIf(
        { ...keys.settings(site), version: version + 1, settings },
        isStillAtVersion(version),
      );
      if (!saved) {
        remembered.forget(site);
        return "conflict";
      }
      const stored = { ...settings, version: version + 1 };
      remembered.set(site, stored);
      return stored;
    },

    listSites,
    listKnownSites: () => knownSites.get(""),
  };
};
