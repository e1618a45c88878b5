import { isLaterTick } from "../conditions.ts";
import type { Table } from "../table.ts";
import { clinicalKeys } from "./keys.ts";

export interface MonitorMark {
  /** When the monitor last looked at everything that was due. */
  at: string;
  /** So many of the things that were due it could not see to. */
  failed: number;
}

export interface MonitorMarkStore {
  /** When the last tick was; null before the first. */
  read(site: string): Promise<string | null>;
  readWhole(site: string): Promise<MonitorMark | null>;
  /** Whether it was written: it does not go back, for whoever is late. */
  write(site: string, at: string, failed?: number): Promise<boolean>;
  /** Writes it whatever stands there: for where a clock had been wrong. */
  replace(site: string, at: string, failed: number): Promise<void>;
}

export const createMonitorMarkStore = (table: Table): MonitorMarkStore => {
  const readWhole = async (site: string): Promise<MonitorMark | null> => {
    const item = await table.get(clinicalKeys.monitor(site));
    return item ? { at: item.at as string, failed: (item.failed ?? 0) as number } : null;
  };
  return {
    readWhole,
    read: async (site) => (await readWhole(site))?.at ?? null,

    write: (site, at, failed = 0) =>
      table.putIf({ ...clinicalKeys.monitor(site), at, failed }, isLaterTick(at)),

    replace: (site, at, failed) => table.put({ ...clinicalKeys.monitor(site), at, failed }),
  };
};
