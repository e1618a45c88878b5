import type { Event } from "@throughline/shared/event.ts";
import { idInKey, keys } from "./keys.ts";
import type { Item } from "./table.ts";

/** An event as an item: its ids stand in the key alone, so that a scan stays one write unit. */
export const eventToItem = (
  site: string,
  day: string,
  event: Event,
  expiresAt: number | undefined,
): Item => {
  const { id, visitId, ...attributes } = event;
  return { ...keys.event(site, day, visitId, id), ...attributes, expiresAt };
};

export const eventFromItem = (item: Item): Event => {
  const { pk: _pk, sk, expiresAt: _expiresAt, ...attributes } = item;
  return { id: idInKey(sk, 2), visitId: idInKey(sk, 1), ...attributes } as Event;
};
