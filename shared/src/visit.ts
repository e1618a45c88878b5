import { compareEvents, type Event, type ScanEvent } from "./event.ts";

/** One anonymous pass of one person through stations: the fold of its events. */
export interface Visit {
  id: string;
  /** Unvoided scans in order; never empty. */
  scans: ScanEvent[];
  voidedScans: number;
  /** The latest reason given, if any. */
  reason: string | undefined;
  /** Whether the patient ended it by hand. */
  ended: boolean;
  /** When the last of its events came from a device; empty when all were imported. */
  lastReceivedAt: string;
}

export type VisitStatus = "completed" | "abandoned" | "open";

/**
 * Folds the events of one visit, in any order and with repeats. Null when no scan is left, for a
 * visit without scans is no visit.
 */
export const foldVisit = (events: readonly Event[]): Visit | null => {
  let voids: Set<string> | undefined;
  const scans: ScanEvent[] = [];
  let reason: Extract<Event, { type: "reason" }> | undefined;
  let ended = false;
  let lastReceivedAt = "";
  for (const event of events) {
    if (!event.imported && event.receivedAt > lastReceivedAt) lastReceivedAt = event.receivedAt;
    if (event.type === "scan") scans.push(event);
    else if (event.type === "end") ended = true;
    else if (event.type === "void") {
      voids ??= new Set();
      voids.add(event.scanId);
    } else if (!reason || compareEvents(reason, event) < 0) reason = event;
  }
  // Repeats of a scan are equal, so they stand side by side.
  scans.sort(compareEvents);
  const kept: ScanEvent[] = [];
  let voidedScans = 0;
  let last: string | undefined;
  for (const scan of scans) {
    if (scan.id === last) continue;
    last = scan.id;
    if (voids?.has(scan.id)) voidedScans++;
    else kept.push(scan);
  }
  const first = kept[0];
  if (!first) return null;
  return {
    id: first.visitId,
    scans: kept,
    voidedScans,
    reason: reason?.reason,
    ended,
    lastReceivedAt,
  };
};

/** Completed, abandoned or open at `nowMs`. `exits` holds the codes of the exit stations. */
export const visitStatus = (
  visit: Visit,
  {
    exits,
    visitLimitMs,
    nowMs,
  }: { exits: ReadonlySet<string>; visitLimitMs: number; nowMs: number },
): VisitStatus => {
  if (visit.ended || visit.scans.some((scan) => exits.has(scan.station))) return "completed";
  const last = visit.scans[visit.scans.length - 1] as ScanEvent;
  return nowMs - Date.parse(last.at) > visitLimitMs ? "abandoned" : "open";
};
