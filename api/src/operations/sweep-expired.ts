import type { OperationDeps } from "../deps.ts";

/**
 * Deletes the events of a site whose retention has ended, and the days settled for their visits,
 * where the store does not do so by itself; reads leave them out already. Returns how many they were.
 */
export const sweepExpired = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
): Promise<number> => {
  const nowMs = now();
  let removed = 0;
  // Up to yesterday (UTC): everything under those marks has expired.
  const yesterday = new Date(nowMs - 86_400_000).toISOString().slice(0, 10);
  for (const { expiryDay, day } of await store.expiries.listUntil(site, yesterday)) {
    const visits = await store.events.removeExpired(site, day, nowMs);
    removed += visits.length;
    await store.visitDays.remove(site, [...new Set(visits)]);
    await store.expiries.unmark(site, expiryDay, day);
  }
  return removed;
};
