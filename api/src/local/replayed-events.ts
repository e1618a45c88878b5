import type { Event } from "@throughline/shared/event.ts";
import type { LogRow } from "./event-log-rows.ts";

interface Replay {
  /** When the log's first event happens, epoch ms. */
  startMs: number;
  speed: number;
  /** The code of the station that an activity is. */
  codeOf: (activity: string) => string;
  newId: () => string;
}

/**
 * The events of a log's rows as they would happen from `startMs` on, `speed` times faster, each
 * stamped by a phone whose clock is right and sent at once. Rows of one instant keep their order.
 */
export const replayEvents = (
  rows: readonly LogRow[],
  { startMs, speed, codeOf, newId }: Replay,
): Event[] => {
  const firstMs = rows.reduce((least, { atMs }) => Math.min(least, atMs), Number.POSITIVE_INFINITY);
  const visitIds = new Map<string, string>();
  const reasons = new Set<string>();
  const lasts = new Map<string, LogRow>();
  for (const row of rows) {
    const last = lasts.get(row.case);
    if (!last || last.atMs <= row.atMs) lasts.set(row.case, row);
  }

  return rows.flatMap((row) => {
    const visitId = visitIds.get(row.case) ?? newId();
    visitIds.set(row.case, visitId);
    const at = new Date(Math.floor(startMs + (row.atMs - firstMs) / speed)).toISOString();
    // Three an event at most, in this order.
    const event = (place: number) => ({
      id: newId(),
      visitId,
      at,
      seq: row.line * 3 + place,
      deviceAt: at,
      receivedAt: at,
      uncertaintyMs: 0,
    });
    const events: Event[] = [{ ...event(0), type: "scan", station: codeOf(row.activity) }];
    if (row.reason && !reasons.has(row.case)) {
      reasons.add(row.case);
      events.push({ ...event(1), type: "reason", reason: row.reason.code });
    }
    if (row.ended && lasts.get(row.case) === row) events.push({ ...event(2), type: "end" });
    return events;
  });
};
