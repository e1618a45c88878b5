import type { AlertChange } from "@throughline/shared/alert.ts";
import { AppError } from "@throughline/shared/errors.ts";
import { admission, labTest } from "@throughline/shared/testing/ward-facts.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { OperationDeps } from "../../deps.ts";
import type { StoredAdmission } from "../../store/clinical/admissions.ts";
import type { Around } from "../../testing/memory-dynamo/memory-dynamo.ts";
import { type MonitoredWard, startMonitoredWard } from "../../testing/monitored-ward.ts";
import { uuid } from "../../testing/phone.ts";
import { deliverOutbox } from "./deliver-outbox.ts";
import { tickSite } from "./run-monitor.ts";
import { saveWardSettings } from "./save-ward-settings.ts";
import { settleAdmission } from "./settle-admission.ts";

/**
 * Days of a small hospital in which everything happens at once: ticks, tests, corrections,
 * transfers, discharges, nurses and changed rules, by processes that are cut off between any two
 * calls of the store and whose clocks differ. An oracle that knows the facts and the threshold alone
 * says at each moment who is overdue.
 */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START = Date.parse("2026-03-27T00:00:00.000Z");
/** Some reads are so far behind, and some clocks. */
const STALE_MS = 300;
const BEHIND_MS = 5_000;
/** Whoever settles a stay goes by rules that it read no longer ago. */
const RULES_MS = 30_000;
const iso = (ms: number) => new Date(ms).toISOString();
const DAYS = Array.from({ length: 30 }, (_, day) => iso(START + day * 24 * HOUR_MS).slice(0, 10));
const [A1, A2, B1] = ["p1 a1", "p1 a2", "p2 a1"] as const;
const STAYS = [A1, A2, B1];
const idOf = (stay: string) => {
  const [patientId = "", admissionId = ""] = stay.split(" ");
  return { patientId, admissionId };
};

const stay = fc.constantFrom(...STAYS);
const testNumber = fc.integer({ min: 0, max: 2 });
const ward = fc.constantFrom("A", "B", "");
const doing = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ what: "tick" as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant("test" as const),
      stay,
      number: testNumber,
      agoMinutes: fc.constantFrom(0, 1, 60, 600, 1_500),
      counts: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("move" as const), stay, ward }) },
  fc.record({
    what: fc.constant("leave" as const),
    stay,
    inMinutes: fc.constantFrom(-60, 0, 1, 600),
  }),
  fc.record({ what: fc.constant("return" as const), stay }),
  fc.record({ what: fc.constant("cancel" as const), stay }),
  fc.record({ what: fc.constant("acknowledge" as const), stay, number: fc.nat(1_000) }),
  fc.record({ what: fc.constant("rule" as const), hours: fc.constantFrom(24, 48) }),
);

const steps = fc.array(
  fc.record({
    /** How long nothing happens: minutes, or until somebody is due, or a millisecond less. */
    wait: fc.constantFrom<number | "due" | "almost">(0, 1, 30, 700, 1_440, "due", "due", "almost"),
    together: fc.array(
      fc.record({
        doing,
        diesAfter: fc.option(fc.integer({ min: 0, max: 25 })),
        answerIsLost: fc.boolean(),
        isBehind: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
  { minLength: 1, maxLength: 12 },
);

type Step = typeof steps extends fc.Arbitrary<(infer S)[]> ? S : never;
type Doing = Step["together"][number]["doing"];

/** What somebody without any of the monitor's code would say of a stay. */
interface Truth {
  endMs: number;
  ward: string;
  dueMs: number;
  episode: string;
}

/** The threshold of most wards, as it stands in the table. */
const ruleOf = (world: MonitoredWard): number => {
  const items = [...world.items()] as unknown as Record<string, unknown>[];
  const { settings } = items.find(({ sk }) => sk === "WARD-SETTINGS") as unknown as {
    settings: { policy: { thresholdHours: number } };
  };
  return settings.policy.thresholdHours;
};

/** From what files have said, as it stands in the table, and a rule. */
const truthOf = (world: MonitoredWard, thresholdHours = ruleOf(world)): Map<string, Truth> => {
  const items = [...world.items()] as unknown as Record<string, string>[];
  const truthOfStay = (name: string): Truth => {
    const { patientId, admissionId } = idOf(name);
    const pk = `SITE#main#PATIENT#${patientId}`;
    const item = items.find((one) => one.pk === pk && one.sk === `ADMISSION#${admissionId}`);
    const { status, dischargedAt, ward } = (item as Record<string, unknown>)
      .facts as StoredAdmission["admission"];
    const planned = dischargedAt === null ? Number.POSITIVE_INFINITY : Date.parse(dischargedAt);
    const endMs = status === "cancelled" ? Number.NEGATIVE_INFINITY : planned;
    const since = items
      .filter((one) => one.pk === `${pk}#TESTS` && one.admissionId === admissionId)
      .filter(({ status }) => status === "final")
      .map(({ performedAt = "" }) => Date.parse(performedAt))
      .filter((ms) => ms <= endMs)
      .reduce((last, ms) => Math.max(last, ms), Number.NEGATIVE_INFINITY);
    const sinceMs = Number.isFinite(since) ? since : START;
    const hours = ward === "B" ? 24 : thresholdHours;
    const episode = `${admissionId}@${iso(sinceMs)}`;
    return { endMs, ward, dueMs: sinceMs + hours * HOUR_MS, episode };
  };
  return new Map(STAYS.map((name) => [name, truthOfStay(name)]));
};
const isOverdueAt = ({ endMs, dueMs }: Truth, atMs: number) => dueMs <= atMs && atMs < endMs;

class Killed extends Error {}

const startHospital = async (seed: number) => {
  const world = await startMonitoredWard({ nowMs: START, staleMs: STALE_MS });
  for (const id of STAYS.map(idOf)) {
    await world.admit(admission(id.patientId, id.admissionId, iso(START)));
  }
  const wards = [{ ward: "B", policy: { thresholdHours: 24 } }];
  await world.set({ wards });
  // What comes before the beginning every read has seen.
  world.clock.nowMs += MINUTE_MS;
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
  let statements = 0;
  /** Everything that was true at some moment since the step began, by a rule that somebody may know. */
  let moments: { nowMs: number; truth: Map<string, Truth> }[] = [];
  /** When each rule was last seen to hold. */
  const rules = new Map<number, number>();
  const note = () => {
    const { nowMs } = world.clock;
    rules.set(ruleOf(world), nowMs);
    for (const [hours, lastMs] of rules) {
      if (nowMs - lastMs <= RULES_MS) moments.push({ nowMs, truth: truthOf(world, hours) });
    }
  };
  const lines = new Map<string, AlertChange>();

  /** A process that may die at a call of the store, before it is carried out or before its answer. */
  const startProcess = ({ diesAfter, answerIsLost, isBehind }: Omit<Person, "doing">) => {
    let left = diesAfter ?? Number.POSITIVE_INFINITY;
    const around: Around = async (command, input, carryOut) => {
      for (let pause = random(40); pause > 0; pause--) await undefined;
      left -= 1;
      if (left < -1 || (left === -1 && !answerIsLost)) throw new Killed();
      const answer = carryOut(input);
      if (!/^(Get|Query|BatchGet)/.test(command)) {
        note();
        world.clock.nowMs += 1;
      }
      if (left === -1) throw new Killed();
      return answer;
    };
    const deps = world.connect(around, isBehind ? -BEHIND_MS : 0);
    return { deps, isDead: () => left < 0 };
  };

  /** What somebody does, as often as it is asked for: files are delivered again. */
  const prepare = (doing: Doing): ((deps: OperationDeps) => Promise<void>) => {
    const stamp = String(++statements).padStart(6, "0");
    const nowMs = world.clock.nowMs;
    const settle = async (
      deps: OperationDeps,
      name: string,
      change?: Partial<StoredAdmission["admission"]>,
    ) => {
      const settings = await deps.store.clinical.wardSettings.readFresh("main");
      const settled = await settleAdmission(deps, "main", idOf(name), {
        settings,
        mayOpen: false,
        because: "facts",
        ...(doing.what !== "acknowledge" && { recount: true, touch: true }),
        change: (known) =>
          change && known && known.stamp < stamp
            ? { ...known, admission: { ...known.admission, ...change }, stamp }
            : known,
      });
      if (settled) await deliverOutbox(deps, "main", [settled], settings);
    };
    switch (doing.what) {
      case "tick":
        return (deps) => tickSite(deps, "main");
      case "test": {
        const { patientId, admissionId } = idOf(doing.stay);
        const testId = `t${doing.number}`;
        const status = doing.counts ? "final" : "cancelled";
        const performedAt = iso(nowMs - doing.agoMinutes * MINUTE_MS);
        return async (deps) => {
          const told = labTest(patientId, testId, performedAt, { admissionId, status });
          await deps.store.clinical.labTests.put("main", { test: told, stamp });
          // A correction may move a test from one stay to another.
          for (const name of STAYS)
            if (idOf(name).patientId === patientId) await settle(deps, name);
        };
      }
      case "move":
        return (deps) => settle(deps, doing.stay, { ward: doing.ward });
      case "leave": {
        const dischargedAt = iso(nowMs + doing.inMinutes * MINUTE_MS);
        return (deps) => settle(deps, doing.stay, { dischargedAt });
      }
      case "return":
        return (deps) => settle(deps, doing.stay, { dischargedAt: null, status: "active" });
      case "cancel":
        return (deps) => settle(deps, doing.stay, { status: "cancelled" });
      case "acknowledge": {
        const truth = truthOf(world).get(doing.stay) as Truth;
        return async (deps) => {
          await deps.store.clinical.wardEntries.putAction("main", {
            id: uuid(doing.number),
            type: "acknowledge",
            at: iso(nowMs),
            uncertaintyMs: 0,
            receivedAt: iso(nowMs),
            tablet: "tablet",
            body: {
              ...idOf(doing.stay),
              ward: truth.ward,
              episode: truth.episode,
              by: { name: "Ama" },
              what: "seen",
            },
          });
          await settle(deps, doing.stay);
        };
      }
      case "rule":
        return async (deps) => {
          const { version, ...known } = await deps.store.clinical.wardSettings.readFresh("main");
          const policy = { ...known.policy, thresholdHours: doing.hours };
          await saveWardSettings(deps, "main", version, { ...known, policy }).catch((error) => {
            if (!(error instanceof AppError && error.code === "VERSION_CONFLICT")) throw error;
          });
        };
    }
  };

  const waitFor = (wait: Step["wait"]): number => {
    if (typeof wait === "number") return wait * MINUTE_MS;
    const { nowMs } = world.clock;
    const ahead = [...truthOf(world).values()].filter(({ dueMs }) => dueMs > nowMs);
    const next = Math.min(...ahead.map(({ dueMs }) => dueMs - nowMs));
    if (!Number.isFinite(next)) return 0;
    return wait === "due" ? next : next - 1;
  };

  const stored = async () => {
    const found = new Map<string, StoredAdmission>();
    for (const name of STAYS) {
      const { patientId, admissionId } = idOf(name);
      found.set(name, await world.stay(patientId, admissionId));
    }
    return found;
  };

  return {
    world,
    async play({ wait, together }: Step) {
      moments = [];
      world.clock.nowMs += waitFor(wait);
      note();
      const again: ReturnType<typeof prepare>[] = [];
      await Promise.all(
        together.map(async ({ doing, ...life }) => {
          const process = startProcess(life);
          const act = prepare(doing);
          try {
            await act(process.deps);
          } catch (error) {
            if (!process.isDead()) throw error;
          }
          // Whoever sends does so until it is taken; a rule that nobody saved is nobody's.
          if (process.isDead() && doing.what !== "rule") again.push(act);
        }),
      );
      return again;
    },
    /** However it was left: whoever is in a bed is due later, due now, or alerted. */
    async checkNobodyForgotten() {
      for (const [name, { admission: facts, watch, nextAt }] of await stored()) {
        const { endMs } = truthOf(world).get(name) as Truth;
        if (world.clock.nowMs >= endMs) continue;
        const dueAt = watch?.dueAt ?? "";
        const isLookedAt = nextAt !== null && nextAt <= dueAt;
        expect({ name, facts, isSafe: isLookedAt || watch?.alert != null }).toMatchObject({
          isSafe: true,
        });
      }
    },
    async comeToRest(again: readonly ReturnType<typeof prepare>[]) {
      const { deps } = startProcess({ diesAfter: null, answerIsLost: false, isBehind: false });
      for (const act of again) await act(deps);
      // The second pass of a recomputing, and what others have failed to tell of, come a bit later.
      for (let minute = 0; minute < 4; minute++) {
        world.clock.nowMs += MINUTE_MS + BEHIND_MS;
        note();
        await tickSite(deps, "main");
      }
      world.clock.nowMs += MINUTE_MS / 60;
      note();
    },
    /** At rest the alerts are what the oracle says, and the log says how that came about. */
    async checkAlerts() {
      const { nowMs } = world.clock;
      const expected = new Map<string, object>();
      for (const [name, truth] of truthOf(world)) {
        const alert = isOverdueAt(truth, nowMs)
          ? { episode: truth.episode, ward: truth.ward, dueAt: iso(truth.dueMs) }
          : null;
        expected.set(name, { isWatched: nowMs < truth.endMs, alert, outbox: [] });
      }
      const found = new Map<string, object>();
      for (const [name, { watch, outbox }] of await stored()) {
        const alert = watch?.alert ?? null;
        found.set(name, {
          isWatched: watch !== null,
          alert: alert && { episode: alert.episode, ward: alert.ward, dueAt: alert.dueAt },
          outbox,
        });
      }
      expect(found).toEqual(expected);
      await this.checkLog();
    },
    async checkLog() {
      const all: AlertChange[] = await world.alertLog(...DAYS);
      for (const line of all) {
        const key = [line.what, line.patientId, line.episode, line.openedAt, line.at].join(" ");
        if (lines.has(key)) continue;
        lines.set(key, line);
        const name = `${line.patientId} ${line.admissionId}`;
        const isRight = moments.some(({ nowMs, truth: all }) => {
          const truth = all.get(name) as Truth;
          const isIt = truth.episode === line.episode;
          const isDue = isOverdueAt(truth, nowMs);
          const isDueBehind = isOverdueAt(truth, nowMs - BEHIND_MS);
          if (line.what === "opened") return isIt && (isDue || isDueBehind);
          if (line.what !== "closed" || !isIt || !isDue) return true;
          // By a clock that is behind, and never only because it is.
          return !isDueBehind && truth.dueMs > Date.parse(line.openedAt);
        });
        expect({ line, isRight }).toMatchObject({ isRight: true });
      }
      for (const [name, { watch }] of await stored()) {
        const ofStay = all.filter((line) => `${line.patientId} ${line.admissionId}` === name);
        const opened = ofStay.filter(({ what }) => what === "opened");
        const closed = ofStay.filter(({ what }) => what === "closed");
        const openings = opened.map(({ episode, openedAt }) => `${episode} ${openedAt}`);
        const closings = closed.map(({ episode, openedAt }) => `${episode} ${openedAt}`);
        const open = watch?.alert ? [`${watch.alert.episode} ${watch.alert.openedAt}`] : [];
        // Each opening is closed once, but for the one that stands.
        expect([...closings, ...open].sort()).toEqual(openings.sort());
        for (const { patientId, ward } of opened) {
          const told = world.told.broadcasts.filter(
            (one) =>
              one.patient_id === patientId &&
              one.ward === world.wardKey(ward) &&
              one.alert_type === "overdue",
          );
          const ofWard = all.filter(
            (line) => line.what === "opened" && line.patientId === patientId && line.ward === ward,
          );
          expect(told.length).toBeGreaterThanOrEqual(ofWard.length);
        }
      }
    },
  };
};
type Person = Step["together"][number];

test("every episode opens once, every bed is fine, due or alerted, whatever happens at once", async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.nat(), async (plan, seed) => {
      const hospital = await startHospital(seed);
      for (const step of plan) {
        const again = await hospital.play(step);
        await hospital.checkNobodyForgotten();
        await hospital.comeToRest(again);
        await hospital.checkAlerts();
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 50) },
  );
});
