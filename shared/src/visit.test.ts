import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareEvents, type Event } from "./event.ts";
import { arbitraryEvents, arbitraryOrder } from "./testing/arbitrary-events.ts";
import { end, reason, scan, visitOf, voidOf } from "./testing/builders.ts";
import { foldVisit, type Visit, visitStatus } from "./visit.ts";

const day = "2026-11-20";
const at = (time: string) => `${day}T${time}.000Z`;
const HOUR_MS = 3_600_000;

describe("the fold of a visit", () => {
  test("is the same for any order of the same events, and for repeats", () => {
    const twice = arbitraryEvents(Date.parse(at("00:00:00")), 1).chain((events) =>
      fc.tuple(fc.constant(events), arbitraryOrder(events)),
    );
    fc.assert(
      fc.property(twice, ([events, shuffled]) => {
        expect(foldVisit(shuffled)).toEqual(foldVisit(events));
      }),
      { numRuns: 500 },
    );
  });

  test("orders scans by instant, then by the device's counter, then by id", () => {
    const events = [
      scan("a", "late", at("09:00:00")),
      scan("a", "third", at("08:00:00"), { seq: 10, id: "1" }),
      scan("a", "second", at("08:00:00"), { seq: 9, id: "b" }),
      scan("a", "first", at("08:00:00"), { seq: 9, id: "a" }),
    ];
    expect(foldVisit(events)?.scans.map(({ station }) => station)).toEqual([
      "first",
      "second",
      "third",
      "late",
    ]);
  });

  test("removes an undone scan even when its void came first", () => {
    const wrong = scan("a", "lab", at("08:00:00"));
    const right = scan("a", "vitals", at("08:01:00"));
    const visit = foldVisit([voidOf(wrong), right, wrong]);
    expect(visit?.scans).toEqual([right]);
    expect(visit?.voidedScans).toBe(1);
  });

  test("does not count a void of a scan that never came", () => {
    const right = scan("a", "vitals", at("08:01:00"));
    expect(foldVisit([right, voidOf(scan("a", "lab", at("08:00:00")))])?.voidedScans).toBe(0);
  });

  test("of no remaining scan is no visit", () => {
    const only = scan("a", "lab", at("08:00:00"));
    expect(foldVisit([])).toBeNull();
    expect(foldVisit([only, voidOf(only)])).toBeNull();
    expect(foldVisit([end("a", at("08:00:00"))])).toBeNull();
  });

  test("keeps the latest reason and the patient's own end", () => {
    const visit = foldVisit([
      reason("a", "urgent", at("08:05:00")),
      scan("a", "lab", at("08:00:00")),
      end("a", at("08:20:00")),
      reason("a", "check-up", at("08:02:00")),
    ]);
    expect(visit).toMatchObject({ reason: "urgent", ended: true });
  });
});

test("events have one order: antisymmetric, and equal only to themselves", () => {
  fc.assert(
    fc.property(arbitraryEvents(Date.parse(at("00:00:00")), 2), (events) => {
      for (const a of events) {
        for (const b of events) {
          expect(Math.sign(compareEvents(a, b))).toBe(-Math.sign(compareEvents(b, a)) + 0);
          expect(compareEvents(a, b) === 0).toBe(a.id === b.id);
        }
      }
    }),
    { numRuns: 50 },
  );
});

describe("the status of a visit", () => {
  const statusAt = (time: string, events: readonly Event[]) =>
    visitStatus(foldVisit(events) as Visit, {
      exits: new Set(["check-out", "side-door"]),
      visitLimitMs: 2 * HOUR_MS,
      nowMs: Date.parse(`${day}T${time}Z`),
    });
  const scans = visitOf("a", day, [
    ["entrance", "08:00"],
    ["lab", "08:30"],
  ]);

  test("is open up to the limit since the last scan and abandoned after it", () => {
    expect(statusAt("10:30:00.000", scans)).toBe("open");
    expect(statusAt("10:30:00.001", scans)).toBe("abandoned");
  });

  test("is completed by an end, or by a scan at any exit, whatever came after", () => {
    expect(statusAt("23:00:00.000", [...scans, end("a", at("08:31:00"))])).toBe("completed");
    const left = scan("a", "side-door", at("08:10:00"));
    expect(statusAt("23:00:00.000", [...scans, left])).toBe("completed");
    expect(statusAt("23:00:00.000", [...scans, left, voidOf(left)])).toBe("abandoned");
  });
});
