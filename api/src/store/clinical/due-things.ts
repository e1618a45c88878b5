import { idInKey } from "../keys.ts";
import type { Item, Page, Table } from "../table.ts";
import { clinicalKeys, indexPks, upToInstant } from "./keys.ts";

/** One stay of one patient: an admission number alone may be that of several patients. */
export interface StayId {
  patientId: string;
  admissionId: string;
}

/** What the monitor must act upon, and since when. */
export type DueThing = { at: string } & (
  | ({ kind: "admission" } & StayId)
  | { kind: "feed"; name: string }
  | { kind: "recompute" }
);

export interface DueThingStore {
  /**
   * What was to be acted upon at `now` or before, the longest waiting first: at most `limit`, behind
   * those of an earlier answer's `next`. What it costs depends on what is due alone. Fresh within a
   * moment.
   */
  list(
    site: string,
    now: string,
    options: { limit: number; after?: string },
  ): Promise<{ things: DueThing[]; next: string | undefined }>;
}

export const createDueThingStore = (table: Table): DueThingStore => ({
  async list(site, now, options) {
    const range = { index: "next", pk: indexPks.next(site), upTo: upToInstant(now) } as const;
    const { items, next }: Page = await table.page(range, options);
    return { things: items.map(thingFromItem), next };
  },
});

/** The stay that an item's own key names; undefined for an item of another kind. */
export const stayOfItem = ({ pk, sk }: Item): StayId | undefined =>
  sk.startsWith("ADMISSION#")
    ? { patientId: idInKey(pk, 3), admissionId: idInKey(sk, 1) }
    : undefined;

const thingFromItem = (item: Item): DueThing => {
  const at = idInKey(item.nextSk as string, 0);
  const stay = stayOfItem(item);
  if (stay) return { kind: "admission", at, ...stay };
  if (item.sk === clinicalKeys.recompute("").sk) return { kind: "recompute", at };
  return { kind: "feed", at, name: idInKey(item.sk, 1) };
};
