import type { Event } from "@throughline/shared/event.ts";
import { isNew } from "./conditions.ts";
import { eventFromItem, eventToItem } from "./event-item.ts";
import { type Key, keys, prefixes } from "./keys.ts";
import type { Item, ReadOptions, Table } from "./table.ts";

export interface EventsRead {
  /** What has expired is left out, whether or not it was deleted yet. */
  events: Event[];
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
  /** Everything under a day. Consistent when figures are built to last, else fresh within a moment. */
  readDay(site: string, day: string, options: ReadOptions & { nowMs: number }): Promise<EventsRead>;
  /** Whether any event of the visit stands under the day, seen consistently. */
  hasVisit(site: string, day: string, visitId: string): Promise<boolean>;
  /** Deletes what has expired of a day; returns how many events that were. */
  removeExpired(site: string, day: string, nowMs: number): Promise<number>;
}

export const createEventStore = (table: Table): EventStore => ({
  async put(site, day, event, expiresAt) {
    const written = await table.putIf(eventToItem(site, day, event, expiresAt), isNew);
    return written ? "stored" : "duplicate";
  },

  async readDay(site, day, { nowMs, consistent }) {
    const events: Event[] = [];
    let firstExpiry: number | undefined;
    const range = { pk: keys.dayPartition(site, day), prefix: prefixes.visit };
    for await (const page of table.pages(range, { consistent })) {
      for (const item of page) {
        const expiry = item.expiresAt as number | undefined;
        if (expiry !== undefined) {
          if (hasExpired(item, nowMs)) continue;
          if (firstExpiry === undefined || expiry < firstExpiry) firstExpiry = expiry;
        }
        events.push(eventFromItem(item));
      }
    }
    return { events, firstExpiry };
  },

  hasVisit: (site, day, visitId) =>
    table.hasAny(
      { pk: keys.dayPartition(site, day), prefix: keys.visitPrefix(visitId) },
      { consistent: true },
    ),

  async removeExpired(site, day, nowMs) {
    let removed = 0;
    const range = { pk: keys.dayPartition(site, day), prefix: prefixes.visit };
    for await (const page of table.pages(range)) {
      const expired: Key[] = page.filter((item) => hasExpired(item, nowMs));
      await table.removeMany(expired);
      removed += expired.length;
    }
    return removed;
  },
});

const hasExpired = (item: Item, nowMs: number) => {
  const expiry = item.expiresAt as number | undefined;
  return expiry !== undefined && expiry * 1000 <= nowMs;
};
