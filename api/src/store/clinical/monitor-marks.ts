import { isLaterTick } from "../conditions.ts";
import type { Table } from "../table.ts";
import { clinicalKeys } from "./keys.ts";

/** When the monitor last looked at everything that was due. */
export interface MonitorMarkStore {
  /** Null before its first tick. */
  read(site: string): Promise<string | null>;
  /** Never goes back, whoever is late. */
  write(site: string, at: string): Promise<void>;
}

export const createMonitorMarkStore = (table: Table): MonitorMarkStore => ({
  async read(site) {
    const item = await table.get(clinicalKeys.monitor(site));
    return (item?.at as string | undefined) ?? null;
  },

  async write(site, at) {
    await table.putIf({ ...clinicalKeys.monitor(site), at }, isLaterTick(at));
  },
});
