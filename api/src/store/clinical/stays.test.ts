import { defaultFeedProfile } from "@throughline/shared/feed-profile.ts";
import { settle } from "@throughline/shared/monitor/settle.ts";
import { admission } from "@throughline/shared/testing/ward-facts.ts";
import { defaultWardSettings } from "@throughline/shared/ward.ts";
import { describe, expect, test } from "vitest";
import { onEveryClinicalStore } from "../../testing/every-clinical-store.ts";
import { iso } from "../../testing/phone.ts";
import type { StoredAdmission } from "./admissions.ts";
import type { StoredFeed } from "./feeds.ts";

const HOUR_MS = 3_600_000;
const ADMITTED = "2026-03-01T08:00:00.000Z";
const DUE_MS = Date.parse(ADMITTED) + 48 * HOUR_MS;

/** A stay as whoever writes one writes it: settled at an instant. */
const settled = (
  stay: ReturnType<typeof admission>,
  nowMs: number,
  version = 0,
): StoredAdmission => {
  const { watch } = settle({
    admission: stay,
    lastTest: null,
    unmapped: null,
    previous: null,
    entries: [],
    viewedAt: null,
    settings: defaultWardSettings,
    nowMs,
    mayOpen: true,
    because: "facts",
  });
  return {
    admission: stay,
    stamp: "1",
    watch,
    outbox: [],
    settingsVersion: 0,
    nextAt: watch?.nextAt ?? null,
    version,
  };
};

onEveryClinicalStore((sut) => {
  const names = (stays: { admissionId: string }[]) => stays.map(({ admissionId }) => admissionId);
  const namesOf = (stays: StoredAdmission[]) => names(stays.map((stay) => stay.admission));

  describe("stays", () => {
    test("come back as they were saved, found by number, by patient and by ward", async () => {
      const odd = admission("p#1%/ß 名", "a#2%", ADMITTED, { ward: "Süd #3", bed: "10#%" });
      const alerted = settled(odd, DUE_MS);
      expect(alerted.watch?.alert?.state).toBe("open");
      const saved = await sut.clinical.admissions.save("odd", alerted);
      expect(saved).toEqual({ ...alerted, version: 1 });
      const stay = { patientId: odd.patientId, admissionId: odd.admissionId };
      expect(await sut.clinical.admissions.get("odd", stay, { consistent: true })).toEqual(saved);
      expect(await sut.clinical.admissions.getMany("odd", [stay, stay])).toEqual([saved]);
      expect(await sut.clinical.admissions.listOfPatient("odd", odd.patientId)).toEqual([saved]);
      expect(await sut.clinical.admissions.listWard("odd", "Süd #3")).toEqual([saved]);
      expect(await sut.clinical.admissions.listAlerted("odd")).toEqual([stay]);
    });

    test("of the longest ids and bed, in any script, are saved", async () => {
      const [id, bed] = ["名".repeat(128), "🛏".repeat(500)];
      const long = settled(admission(id, id, ADMITTED, { ward: id, bed }), DUE_MS);
      expect(await sut.clinical.admissions.save("long", long)).toEqual({ ...long, version: 1 });
      expect(await sut.clinical.admissions.listWard("long", id)).toEqual([{ ...long, version: 1 }]);
    });

    test("are saved on their version alone", async () => {
      const first = settled(admission("p", "a", ADMITTED), 0);
      const racers = await Promise.all(
        Array.from({ length: 20 }, () => sut.clinical.admissions.save("race", first)),
      );
      const [won] = racers.filter((saved) => saved !== "conflict");
      expect(racers.filter((saved) => saved === "conflict")).toHaveLength(19);
      const next = await sut.clinical.admissions.save("race", won as StoredAdmission);
      expect(next).toMatchObject({ version: 2 });
      expect(await sut.clinical.admissions.save("race", won as StoredAdmission)).toBe("conflict");
    });

    test("stand in one ward, or among those that are over, and move in one step", async () => {
      const stay = admission("p", "a", ADMITTED);
      const inA = await sut.clinical.admissions.save("moves", settled(stay, 0));
      const inNone = { ...stay, ward: "", bed: "" };
      const moved = await sut.clinical.admissions.save("moves", {
        ...(inA as StoredAdmission),
        admission: inNone,
      });
      expect(await sut.clinical.admissions.listWard("moves", "A")).toEqual([]);
      expect(namesOf(await sut.clinical.admissions.listWard("moves", ""))).toEqual(["a"]);
      const over = { ...inNone, status: "discharged" as const, dischargedAt: iso(DUE_MS) };
      const left = settled(over, DUE_MS, (moved as StoredAdmission).version);
      expect(left.watch).toBeNull();
      await sut.clinical.admissions.save("moves", left);
      expect(await sut.clinical.admissions.listWard("moves", "")).toEqual([]);
      const { stays } = await sut.clinical.admissions.listOver("moves", { limit: 9 });
      expect(namesOf(stays)).toEqual(["a"]);
      expect((await sut.clinical.dueThings.list("moves", "2030", { limit: 9 })).things).toEqual([]);
    });

    test("that are active are all listed, in parts, whatever becomes of them next", async () => {
      for (let index = 0; index < 7; index++) {
        const stay = settled(admission("p", `${index}`, ADMITTED), index % 2 ? DUE_MS : 0);
        await sut.clinical.admissions.save("all", {
          ...stay,
          nextAt: index % 2 ? null : iso(index),
        });
      }
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const part = await sut.clinical.admissions.listActive("all", {
          limit: 2,
          ...(after && { after }),
        });
        seen.push(...names(part.stays));
        after = part.next;
      } while (after);
      expect(seen.sort()).toEqual(["0", "1", "2", "3", "4", "5", "6"]);
    });
  });

  describe("what is due", () => {
    test("is listed from its very instant, the longest waiting first, in parts", async () => {
      const at = (ms: number, admissionId: string) =>
        sut.clinical.admissions.save("due", {
          ...settled(admission("p", admissionId, ADMITTED), 0),
          nextAt: iso(ms),
        });
      await Promise.all([at(3_000, "c"), at(1_000, "a"), at(1_000, "b"), at(3_001, "d")]);
      const feed: StoredFeed = {
        feed: {
          name: "lab",
          kind: "lis",
          createdAt: iso(0),
          lastGoodAt: null,
          reachesTo: null,
          arrivals: [],
          silentSince: null,
          maxSilenceMinutes: 60,
          inUse: true,
        },
        profile: { ...defaultFeedProfile, columns: { ID: "test_id" as const } },
        tokens: [{ id: "t", createdAt: iso(0), hash: "h" }],
        nextAt: iso(2_000),
        version: 0,
      };
      expect(await sut.clinical.feeds.save("due", feed)).toEqual({ ...feed, version: 1 });
      expect(await sut.clinical.feeds.save("due", feed)).toBe("conflict");
      expect(await sut.clinical.feeds.list("due")).toEqual([{ ...feed, version: 1 }]);
      expect(await sut.clinical.feeds.get("due", "lab")).toEqual({ ...feed, version: 1 });
      const job = {
        settingsVersion: 3,
        failed: 0,
        pass: 2 as const,
        passAgainAt: iso(2_000),
        cursor: "next {}",
        done: 2,
        nextAt: iso(2_500),
        version: 0,
      };
      expect(await sut.clinical.recomputeJobs.save("due", job)).toEqual({ ...job, version: 1 });
      expect(await sut.clinical.recomputeJobs.read("due")).toEqual({ ...job, version: 1 });

      const list = (nowMs: number, limit: number, after?: string) =>
        sut.clinical.dueThings.list("due", iso(nowMs), { limit, ...(after && { after }) });
      const first = await list(3_000, 2);
      expect(first.things).toEqual([
        { kind: "admission", at: iso(1_000), patientId: "p", admissionId: "a" },
        { kind: "admission", at: iso(1_000), patientId: "p", admissionId: "b" },
      ]);
      expect((await list(3_000, 9, first.next)).things).toEqual([
        { kind: "feed", at: iso(2_000), name: "lab" },
        { kind: "recompute", at: iso(2_500) },
        { kind: "admission", at: iso(3_000), patientId: "p", admissionId: "c" },
      ]);
      expect((await list(999, 9)).things).toEqual([]);
      await sut.clinical.recomputeJobs.save("due", { ...job, nextAt: null, version: 1 });
      expect((await list(9_999, 9)).things).toHaveLength(5);
    });

    test("of a thousand at one instant misses none", async () => {
      const stays = Array.from({ length: 1_000 }, (_, index) => `${index}`);
      await Promise.all(
        stays.map((admissionId) =>
          sut.clinical.admissions.save("storm", {
            ...settled(admission(`p${admissionId}`, admissionId, ADMITTED), 0),
            nextAt: ADMITTED,
          }),
        ),
      );
      const { things } = await sut.clinical.dueThings.list("storm", ADMITTED, { limit: 2_000 });
      expect(new Set(things.map((thing) => "admissionId" in thing && thing.admissionId)).size).toBe(
        1_000,
      );
    });
  });
});
