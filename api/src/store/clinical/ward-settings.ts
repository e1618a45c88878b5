import {
  defaultWardSettings,
  type StoredWardSettings,
  type WardSettings,
} from "@throughline/shared/ward.ts";
import { isStillAtVersion } from "../conditions.ts";
import { remember } from "../remembered.ts";
import type { ReadOptions, Table } from "../table.ts";
import { clinicalKeys } from "./keys.ts";

export interface WardSettingsStore {
  /** The defaults, as version 0, where nobody has saved yet. May be 10 s old. */
  read(site: string): Promise<StoredWardSettings>;
  /** As they stand now. Whatever settles a stay goes by these: the recomputing relies on it. */
  readFresh(site: string): Promise<StoredWardSettings>;
  /** Saves as version `version + 1` if nobody saved since `version` was read; else `conflict`. */
  save(
    site: string,
    version: number,
    settings: WardSettings,
  ): Promise<StoredWardSettings | "conflict">;
}

const REMEMBERED_MS = 10_000;

export const createWardSettingsStore = (table: Table, now: () => number): WardSettingsStore => {
  const load = async (site: string, options?: ReadOptions): Promise<StoredWardSettings> => {
    const item = await table.get(clinicalKeys.wardSettings(site), options);
    if (!item) return { ...defaultWardSettings, version: 0 };
    return { ...(item.settings as WardSettings), version: item.version as number };
  };
  const remembered = remember({ load: (site) => load(site), forMs: REMEMBERED_MS, now });

  return {
    read: remembered.get,
    readFresh: (site) => load(site, { consistent: true }),

    async save(site, version, settings) {
      const saved = await table.putIf(
        { ...clinicalKeys.wardSettings(site), version: version + 1, settings },
        isStillAtVersion(version),
      );
      remembered.forget(site);
      return saved ? { ...settings, version: version + 1 } : "conflict";
    },
  };
};
