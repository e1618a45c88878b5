import fc from "fast-check";
import { expect, test } from "vitest";
import { nextBatch, toSent } from "./batch.ts";
import type { LocalEntry } from "./device.ts";

const entry = (seq: number, visit: number, station = "lab"): LocalEntry => ({
  id: `0199a000-0000-7000-8000-${String(seq).padStart(12, "0")}`,
  site: "main",
  stream: "visit",
  type: "scan",
  seq,
  deviceAt: "2026-11-20T09:00:00.000Z",
  bootId: "b".repeat(24),
  monotonicMs: 1,
  body: {
    visitId: `0199a000-0000-7000-8000-${String(visit).padStart(12, "0")}`,
    visitDay: "2026-11-20",
    visitStartedAt: "2026-11-20T09:00:00.000Z",
    station,
  },
});

test("a batch keeps to the server's limits, in order, and is empty only when nothing waits", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 400 })), {
        maxLength: 1_200,
      }),
      (visits) => {
        const waiting = visits.map(([visit, length], seq) => entry(seq, visit, "x".repeat(length)));
        const batch = nextBatch(waiting);
        expect(batch.length > 0).toBe(waiting.length > 0);
        expect(batch.length).toBeLessThanOrEqual(500);
        const body = JSON.stringify({ sentAt: "", entries: batch.map(toSent) });
        expect(body.length).toBeLessThanOrEqual(256 * 1024);
        const perVisit = new Map<string, number>();
        for (const { body } of batch) {
          perVisit.set(body.visitId, (perVisit.get(body.visitId) ?? 0) + 1);
        }
        for (const count of perVisit.values()) expect(count).toBeLessThanOrEqual(30);
        expect(batch.map(({ seq }) => seq)).toEqual(
          batch.map(({ seq }) => seq).sort((one, other) => one - other),
        );
      },
    ),
    { numRuns: 50 },
  );
});

test("a visit of more than 30 entries does not hold up the others", () => {
  const waiting = [...Array.from({ length: 40 }, (_, seq) => entry(seq, 1)), entry(40, 2)];
  const batch = nextBatch(waiting);
  expect(batch).toHaveLength(31);
  expect(batch[30]?.seq).toBe(40);
});

test("only what the protocol knows is sent", () => {
  const local = { ...entry(1, 1), rejected: { code: "UNREADABLE", at: "" } } as LocalEntry;
  expect(Object.keys(toSent(local)).sort()).toEqual(
    ["body", "bootId", "deviceAt", "id", "monotonicMs", "seq", "stream", "type"].sort(),
  );
});
