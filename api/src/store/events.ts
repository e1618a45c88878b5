import type { Event } from "@throughline/shared/event.ts";
import { isNew } from "./conditions.ts";
import { eventFromItem, eventToItem } from "./event-item.ts";
import { idInKey, type Key, keys, prefixes } from "./keys.ts";
import type { Item, ReadOptions, Table } from "./table.ts";

export interface EventsRead {
  /** What has expired is left out, whether or not it was deleted yet. */
  events: readonly Event[];
  /** Epoch seconds at which the first of them expires; undefined when none ever does. */
  firstExpiry: number | undefined;
}

/** The events of a site's days. All times are epoch ms unless said otherwise. */
export interface EventStore {
  /**
   * Writes an event under the day of its visit unless it stands there already, for one write unit.
   * `expiresAt` (epoch seconds) is when retention ends.
   */
  put(
    site: string,
    day: string,
    event: Event,
    expiresAt: number | undefined,
  ): Promise<"stored" | "duplicate">;
  /**
   * Everything under a day. Consistent for figures that are kept; else fresh within a moment, and
   * simultaneous askers share one read, so that many dashboards cost what one does.
   */
  readDay(site: string, day: string, options: ReadOptions & { nowMs: number }): Promise<EventsRead>;
  /** Whether any event of the visit stands under the day, seen consistently. */
  hasVisit(site: string, day: string, visitId: string): Promise<boolean>;
  /** Deletes what has expired of a day; returns the visit of each event that was. */
  removeExpired(site: string, day: string, nowMs: number): Promise<string[]>;
}

export const createEventStore = (table: Table): EventStore => {
  const underWay = new Map<string, Promise<EventsRead>>();
  return {
    async put(site, day, event, expiresAt) {
      const written = await table.putIf(eventToItem(site, day, event, expiresAt), isNew);
      return written ? "stored" : "duplicate";
    },

    readDay(site, day, { nowMs, consistent }) {
      const pk = keys.dayPartition(site, day);
      if (consistent) return readPartition(table, pk, nowMs, true);
      const known = underWay.get(pk);
      if (known) return known;
      const read = readPartition(table, pk, nowMs, false).finally(() => underWay.delete(pk));
      underWay.set(pk, read);
      return read;
    },

    hasVisit: (site, day, visitId) =>
      table.hasAny(
        { pk: keys.dayPartition(site, day), prefix: keys.visitPrefix(visitId) },
        { consistent: true },
      ),

    async removeExpired(site, day, nowMs) {
      const removed: string[] = [];
      const range = { pk: keys.dayPartition(site, day), prefix: prefixes.visit };
      for await (const page of table.pages(range)) {
        const expired: Key[] = page.filter((item) => hasExpired(item, nowMs));
        await table.removeMany(expired);
        for (const { sk } of expired) removed.push(idInKey(sk, 1));
      }
      return removed;
    },
  };
};

const readPartition = async (
  table: Table,
  pk: string,
  nowMs: number,
  consistent: boolean,
): Promise<EventsRead> => {
  const events: Event[] = [];
  let firstExpiry: number | undefined;
  for await (const page of table.pages({ pk, prefix: prefixes.visit }, { consistent })) {
    for (const item of page) {
      if (hasExpired(item, nowMs)) continue;
      const expiry = item.expiresAt as number | undefined;
      if (expiry !== undefined) firstExpiry = Math.min(firstExpiry ?? expiry, expiry);
      events.push(eventFromItem(item));
    }
  }
  return { events, firstExpiry };
};

const hasExpired = (item: Item, nowMs: number) => {
  const expiry = item.expiresAt as number | undefined;
  return expiry !== undefined && expiry * 1000 <= nowMs;
};
