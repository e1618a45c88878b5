import { isNew } from "./conditions.ts";
import { idInKey, keys } from "./keys.ts";
import type { Table } from "./table.ts";

/**
 * The day that a visit counts on, where its own times do not say so plainly. Who settles it first
 * decides. Of an imported visit, for a later log may begin in the middle of a case, and its rows must
 * find the events that stand; of a phone's visit, where requests under way at the same time are
 * judged otherwise, for one page knows more of the clock's past than another.
 */
export interface VisitDayStore {
  /** The days of those visits that have one. */
  readMany(site: string, visitIds: readonly string[]): Promise<Map<string, string>>;
  /**
   * Gives a visit its day unless it has one; returns the one that it has. Must come before its
   * events. `expiresAt` (epoch seconds) is when retention ends.
   */
  settle(
    site: string,
    visitId: string,
    day: string,
    expiresAt: number | undefined,
  ): Promise<string>;
  remove(site: string, visitIds: readonly string[]): Promise<void>;
}

export const createVisitDayStore = (table: Table): VisitDayStore => ({
  async readMany(site, visitIds) {
    const items = await table.getMany(visitIds.map((visitId) => keys.caseDay(site, visitId)));
    return new Map(items.map(({ pk, day }) => [idInKey(pk, 3), day as string]));
  },

  async settle(site, visitId, day, expiresAt) {
    const key = keys.caseDay(site, visitId);
    if (await table.putIf({ ...key, day, expiresAt }, isNew)) return day;
    const item = await table.get(key, { consistent: true });
    return (item?.day as string | undefined) ?? day;
  },

  remove: (site, visitIds) =>
    table.removeMany(visitIds.map((visitId) => keys.caseDay(site, visitId))),
});
