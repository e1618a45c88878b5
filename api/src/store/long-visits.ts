import { isLaterDay } from "./conditions.ts";
import { keys } from "./keys.ts";
import type { Table } from "./table.ts";

/**
 * Which days have visits that were scanned later than on the day after, and on which day last, so
 * that the census of a day finds everybody who was still inside.
 */
export interface LongVisitStore {
  /** Must come before the event. Costs a write once per process, day and later last day. */
  mark(site: string, day: string, lastDay: string): Promise<void>;
}

const MAX_REMEMBERED = 10_000;

export const createLongVisitStore = (table: Table): LongVisitStore => {
  const marked = new Map<string, string>();
  return {
    async mark(site, day, lastDay) {
      const key = keys.longVisits(site, day);
      const name = `${key.pk} ${key.sk}`;
      if (lastDay <= (marked.get(name) ?? "")) return;
      await table.putIf({ ...key, lastDay }, isLaterDay(lastDay));
      if (marked.size >= MAX_REMEMBERED) marked.clear();
      marked.set(name, lastDay);
    },
  };
};
