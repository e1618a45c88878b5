import { isStillAtVersion } from "../conditions.ts";
import { idInKey } from "../keys.ts";
import type { Table } from "../table.ts";
import { clinicalKeys, indexPks, indexSk } from "./keys.ts";

/** The settling of all active stays after their settings changed. */
export interface RecomputeJob {
  /** Stays settled by this version or a later one need nothing. */
  settingsVersion: number;
  /** The second looks for what was settled by older settings while the first was under way. */
  pass: 1 | 2;
  /** The second begins then at the earliest. */
  passAgainAt: string;
  /** `next` of the last part of `listActive` that is done; undefined at the beginning. */
  cursor: string | undefined;
  /** So many stays are settled. */
  done: number;
  /** So many the pass under way could not: it is made again. */
  failed: number;
  /** When the monitor must go on with it; null when it is finished. */
  nextAt: string | null;
  version: number;
}

export interface RecomputeJobStore {
  /** The latest, seen consistently; undefined before the first. */
  read(site: string): Promise<RecomputeJob | undefined>;
  /** Saves as version `version + 1` if nobody did since `version` was read (0: the first); else `conflict`. */
  save(site: string, job: RecomputeJob): Promise<RecomputeJob | "conflict">;
}

export const createRecomputeJobStore = (table: Table): RecomputeJobStore => ({
  async read(site) {
    const item = await table.get(clinicalKeys.recompute(site), { consistent: true });
    if (!item) return undefined;
    return {
      settingsVersion: item.settingsVersion as number,
      pass: item.pass as RecomputeJob["pass"],
      passAgainAt: item.passAgainAt as string,
      cursor: item.cursor as string | undefined,
      done: item.done as number,
      failed: (item.failed ?? 0) as number,
      nextAt: item.nextSk === undefined ? null : idInKey(item.nextSk as string, 0),
      version: item.version as number,
    };
  },

  async save(site, job) {
    const saved = { ...job, version: job.version + 1 };
    const { nextAt, ...attributes } = saved;
    const item = {
      ...clinicalKeys.recompute(site),
      ...attributes,
      ...(nextAt !== null && {
        nextPk: indexPks.next(site),
        nextSk: indexSk(nextAt, "RECOMPUTE"),
      }),
    };
    return (await table.putIf(item, isStillAtVersion(job.version))) ? saved : "conflict";
  },
});
