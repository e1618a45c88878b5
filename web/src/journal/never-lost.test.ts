import { clinicDay } from "@throughline/shared/time.ts";
import type { VisitCode } from "@throughline/shared/visit-code.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { appendForVisit } from "./append-for-visit.ts";
import { newId } from "./environment.ts";
import { append, pending, readSnapshot } from "./journal.ts";
import { push } from "./push.ts";
import { takeOver } from "./take-over.ts";
import { type ClinicServer, createClinicServer, type Fate } from "./testing/clinic-server.ts";
import { createPhone, type Phone } from "./testing/phone.ts";

/** The promise of the journal, whatever happens: nothing leaves it before the server has it. */

type Step =
  | { do: "scan"; station: string; afterMs: number }
  | { do: "undo" }
  | { do: "reason" }
  | { do: "end" }
  | { do: "push"; fates: Fate[] }
  | { do: "restart" }
  | { do: "two tabs" }
  | { do: "see a code" }
  | { do: "take over" };

const fate = fc.constantFrom<Fate>(
  "answered",
  "lost",
  "answer lost",
  "captive portal",
  "half answered",
  "unavailable",
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("scan" as const),
      station: fc.constantFrom("entrance", "check-in", "vitals", "lab", "no-such-station"),
      afterMs: fc.integer({ min: 61_000, max: 3_600_000 }),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ do: "undo" }, { do: "reason" }, { do: "end" }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("push" as const),
      fates: fc.array(fate, { maxLength: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ do: "restart" }, { do: "two tabs" }) },
  { weight: 2, arbitrary: fc.constantFrom<Step>({ do: "see a code" }, { do: "take over" }) },
);

const site = "main";

/** The code of a visit that began now on a phone of its own. */
const newCode = ({ journal, clock }: Phone): VisitCode => ({
  site,
  visitId: newId(journal.environment),
  visitDay: clinicDay(clock.wallMs, "UTC"),
  language: "en",
});

const take = async (phone: Phone, server: ClinicServer, next: Step): Promise<string[]> => {
  const ids: (string | undefined)[] = [];
  const act = async (action: Parameters<typeof append>[1], journal = phone.journal) => {
    const appended = await append(journal, action);
    ids.push(appended?.entryId);
    return appended;
  };
  if (next.do === "scan") {
    phone.clock.wallMs += next.afterMs;
    phone.clock.monotonicMs += next.afterMs;
    await act({ type: "scan", site, station: next.station });
  } else if (next.do === "undo") {
    const visit = (await readSnapshot(phone.journal)).device.visits[site];
    const scan = visit?.scans[visit.scans.length - 1];
    if (scan) await act({ type: "void", site, scanId: scan.id });
  } else if (next.do === "reason") {
    await act({ type: "reason", site, reason: "other" });
  } else if (next.do === "end") {
    await act({ type: "end", site });
  } else if (next.do === "push") {
    server.fates = [...next.fates];
    await push(phone.journal);
    server.fates = [];
  } else if (next.do === "see a code") {
    ids.push(
      (await appendForVisit(phone.journal, { code: newCode(phone), station: "lab" })).entryId,
    );
  } else if (next.do === "take over") {
    await takeOver(phone.journal, newCode(phone), { replace: true });
  } else if (next.do === "restart") {
    phone.restart();
  } else {
    const tab = phone.openTab();
    phone.clock.wallMs += 120_000;
    await Promise.all([
      act({ type: "scan", site, station: "lab" }),
      act({ type: "scan", site, station: "vitals" }, tab),
      push(tab),
    ]);
    tab.storage.close();
  }
  return ids.filter((id) => id !== undefined);
};

test.each([
  ["as the phone says", (day: string) => day],
  ["another than the phone says", () => "2026-11-19"],
])("nothing is lost and nothing counts twice when the day is %s", async (_name, rightDay) => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const server = createClinicServer({ rightDay });
      const phone = createPhone(server.fetch);
      const recorded = new Set<string>();
      for (const next of steps) {
        for (const id of await take(phone, server, next)) recorded.add(id);
        const { entries: own, forOthers } = await readSnapshot(phone.journal);
        const kept = new Set([...own, ...forOthers].map(({ id }) => id));
        const stored = new Set([...server.stored.values()].map(({ id }) => id));
        for (const id of recorded) expect(kept.has(id) || stored.has(id)).toBe(true);
      }

      expect(await push(phone.journal)).toBeUndefined();
      expect(await pending(phone.journal)).toEqual([]);
      const { entries } = await readSnapshot(phone.journal);
      const storedIds = [...server.stored.values()].map(({ id }) => id);
      expect(new Set(storedIds).size).toBe(storedIds.length);
      expect(new Set([...storedIds, ...entries.map(({ id }) => id)])).toEqual(recorded);
      for (const entry of entries) expect(entry.rejected?.code).toBe("UNKNOWN_STATION");
      const seqs = [...server.stored.values(), ...entries].map(({ seq }) => seq);
      expect(new Set(seqs).size).toBe(seqs.length);
      const days = new Map<string, Set<string>>();
      for (const { body } of server.stored.values()) {
        days.set(body.visitId, (days.get(body.visitId) ?? new Set()).add(body.visitDay));
      }
      for (const ofVisit of days.values()) expect(ofVisit.size).toBe(1);
      phone.journal.storage.close();
    }),
    { numRuns: 60 },
  );
});
