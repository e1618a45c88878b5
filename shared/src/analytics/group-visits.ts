import type { Event } from "../event.ts";
import { foldVisit, type Visit } from "../visit.ts";

export interface GroupedVisits {
  visits: Visit[];
  /** Undone scans, also those of visits that have no scan left. */
  voidedScans: number;
  /** Scans made by signed-in staff. No event of theirs is part of a visit. */
  testScans: number;
}

/** Folds the events of many visits, in any order and with repeats, into visits. */
export const groupVisits = (events: Iterable<Event>): GroupedVisits => {
  const byVisit = new Map<string, Event[]>();
  const tests = new Set<string>();
  for (const event of events) {
    if (event.test) {
      if (event.type === "scan") tests.add(event.id);
      continue;
    }
    const group = byVisit.get(event.visitId);
    if (group) group.push(event);
    else byVisit.set(event.visitId, [event]);
  }
  const visits: Visit[] = [];
  let voidedScans = 0;
  for (const group of byVisit.values()) {
    const visit = foldVisit(group);
    if (visit) {
      visits.push(visit);
      voidedScans += visit.voidedScans;
    } else {
      voidedScans += new Set(group.filter((e) => e.type === "scan").map((e) => e.id)).size;
    }
  }
  return { visits, voidedScans, testScans: tests.size };
};
