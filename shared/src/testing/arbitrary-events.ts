import fc from "fast-check";
import type { Event, ScanEvent } from "../event.ts";
import { end, reason, scan, voidOf } from "./builders.ts";

const MINUTE_MS = 60_000;

const oneIn = (n: number) => fc.integer({ min: 1, max: n }).map((draw) => draw === 1);

const arbitraryVisit = fc.record({
  startMinute: fc.integer({ min: 0, max: 24 * 60 - 1 }),
  scans: fc.array(
    fc.record({
      station: fc.constantFrom("entrance", "check-in", "lab", "check-out"),
      // Whole minutes often, so that scans of one instant and exact quarters occur.
      afterMs: fc.oneof(
        fc.integer({ min: 0, max: 30 }).map((minutes) => minutes * MINUTE_MS),
        fc.integer({ min: 0, max: 5 * 60 * MINUTE_MS }),
      ),
      seq: fc.integer({ min: 0, max: 5 }),
      offsetMs: fc.constantFrom(0, 0, 90_000),
      uncertaintyMs: fc.constantFrom(0, 14_000, 600_000),
      unknown: oneIn(10),
      undone: oneIn(8),
    }),
    { maxLength: 7 },
  ),
  reasons: fc.array(fc.constantFrom("check-up", "urgent"), { maxLength: 2 }),
  ended: oneIn(4),
  lateMs: fc.constantFrom(0, 0, 30 * 60 * MINUTE_MS),
  test: oneIn(10),
});

/**
 * The events of one day's visits, with everything that can happen to them: scans of one instant,
 * undone and test scans, visits that lose all their scans, wrong and unknown times.
 */
export const arbitraryEvents = (startMs: number, maxVisits = 8): fc.Arbitrary<Event[]> =>
  fc.array(arbitraryVisit, { maxLength: maxVisits }).map((visits) =>
    visits.flatMap((visit, number) => {
      const visitId = `visit-${startMs}-${number}`;
      const shared = visit.test ? { test: true } : {};
      const receivedAt = (atMs: number) => new Date(atMs + visit.lateMs).toISOString();
      const events: Event[] = [];
      let ms = startMs + visit.startMinute * MINUTE_MS;
      for (const [index, draw] of visit.scans.entries()) {
        ms += draw.afterMs;
        const made: ScanEvent = scan(visitId, draw.station, new Date(ms).toISOString(), {
          ...shared,
          id: `${visitId}-${index}`,
          seq: draw.seq,
          deviceAt: new Date(ms + draw.offsetMs).toISOString(),
          uncertaintyMs: draw.uncertaintyMs,
          ...(draw.unknown ? { timeUnknown: true } : {}),
        });
        events.push(made);
        if (draw.undone) events.push(voidOf(made, made.at, shared));
      }
      const at = new Date(ms).toISOString();
      for (const [seq, code] of visit.reasons.entries()) {
        events.push(reason(visitId, code, at, { ...shared, seq }));
      }
      if (visit.ended) events.push(end(visitId, at, { ...shared, receivedAt: receivedAt(ms) }));
      return events;
    }),
  );

/** The same events in any order, some of them twice. */
export const arbitraryOrder = (events: readonly Event[]): fc.Arbitrary<Event[]> =>
  fc.subarray([...events]).chain((repeated) =>
    fc.shuffledSubarray([...events, ...repeated], {
      minLength: events.length + repeated.length,
    }),
  );
