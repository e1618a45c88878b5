import { DEFAULT_COUNTING } from "@throughline/shared/lab-test.ts";
import { admission, labTest } from "@throughline/shared/testing/ward-facts.ts";
import { defaultWardSettings, type WardSettings } from "@throughline/shared/ward.ts";
import { expect, test } from "vitest";
import type { Around } from "../../testing/memory-dynamo/memory-dynamo.ts";
import { type MonitoredWard, startMonitoredWard } from "../../testing/monitored-ward.ts";
import { previewWardSettings } from "./preview-ward-settings.ts";
import { readWardSettings } from "./read-ward-settings.ts";
import { orderRecompute, recomputeAlerts } from "./recompute-alerts.ts";
import { saveWardSettings } from "./save-ward-settings.ts";
import { settleAdmission } from "./settle-admission.ts";

const HOUR_MS = 3_600_000;
const NOW = Date.parse("2026-11-18T12:00:00.000Z");
const ago = (hours: number) => new Date(NOW - hours * HOUR_MS).toISOString();
const DAYS = ["2026-11-18", "2026-11-19"];

/** Stays of 1, 3, 5 … hours without a test, on two wards; every third had a strip test since. */
const startWard = async (count: number, around?: Around): Promise<MonitoredWard> => {
  const ward = await startMonitoredWard({ nowMs: NOW - 100 * HOUR_MS, around });
  for (let index = 0; index < count; index++) {
    const id = `p${index}`;
    const place = { ward: index % 2 ? "A" : "B", bed: `${index}` };
    await ward.admit(admission(id, `${id}-1`, ago(1 + 2 * index), place));
    if (index % 3 === 0) await ward.say(labTest(id, `t${index}`, ago(1), { testType: "Strip" }));
  }
  ward.clock.nowMs = NOW;
  await ward.tick();
  return ward;
};

const changed = (changes: Partial<WardSettings>): WardSettings => ({
  ...defaultWardSettings,
  ...changes,
});
const withHours = (thresholdHours: number, wards: WardSettings["wards"] = []) =>
  changed({ policy: { ...defaultWardSettings.policy, thresholdHours }, wards });
const noStrips = changed({
  counting: { types: { rule: "except", names: ["strip"] }, statuses: [...DEFAULT_COUNTING] },
});

const alerted = async (ward: MonitoredWard) =>
  (await ward.clinical.admissions.listAlerted("main")).map(({ admissionId }) => admissionId).sort();

test.each([
  ["a lower threshold", withHours(20)],
  ["a higher one", withHours(60)],
  ["one for a ward alone", withHours(48, [{ ward: "A", policy: { thresholdHours: 12 } }])],
  ["other tests that count", noStrips],
])("%s opens and closes what the preview has told", async (_name, settings) => {
  const ward = await startWard(40);
  const before = await alerted(ward);
  const preview = await previewWardSettings(ward.deps, "main", settings);
  await saveWardSettings(ward.deps, "main", 0, settings);
  await ward.tick();
  const after = await alerted(ward);
  expect(preview.active).toBe(40);
  const ids = (beds: { admissionId: string }[]) => beds.map((bed) => bed.admissionId).sort();
  expect(ids(preview.opens.first)).toEqual(after.filter((id) => !before.includes(id)));
  expect(ids(preview.closes.first)).toEqual(before.filter((id) => !after.includes(id)));
  expect(preview.opens.count + preview.closes.count).toBeGreaterThan(0);
  const closed = (await ward.alertLog(...DAYS)).filter(({ what }) => what === "closed");
  expect(closed.map(({ detail }) => detail)).toEqual(closed.map(() => "settings"));
  expect(closed).toHaveLength(preview.closes.count);
});

test("a preview writes nothing", async () => {
  const ward = await startWard(10);
  const before = await ward.stay("p9", "p9-1");
  await previewWardSettings(ward.deps, "main", noStrips);
  expect(await ward.stay("p9", "p9-1")).toEqual(before);
  expect((await readWardSettings(ward.deps, "main")).version).toBe(0);
});

test("only one of two who save the same version does, and the other is told", async () => {
  const ward = await startWard(1);
  expect(await saveWardSettings(ward.deps, "main", 0, withHours(20))).toMatchObject({
    version: 1,
    recomputing: null,
    knownWards: ["B", ""],
  });
  await expect(saveWardSettings(ward.deps, "main", 0, withHours(30))).rejects.toMatchObject({
    code: "VERSION_CONFLICT",
  });
  expect((await readWardSettings(ward.deps, "main")).settings.policy.thresholdHours).toBe(20);
});

test("a recomputing that is cut short goes on with the monitor's ticks until it is done", async () => {
  const ward = await startWard(10);
  await orderRecompute(ward.deps, "main", 1);
  await ward.set(noStrips);
  // Nothing but the order is there, as after a crash.
  expect((await readWardSettings(ward.deps, "main")).recomputing).toEqual({ done: 0 });
  await recomputeAlerts(ward.deps, "main", { untilMs: NOW });
  expect((await ward.stay("p3", "p3-1")).watch?.lastTest?.testType).toBe("Strip");
  await ward.tick();
  expect((await ward.stay("p3", "p3-1")).watch?.lastTest).toBeNull();
  expect((await ward.clinical.recomputeJobs.read("main"))?.done).toBe(10);
  expect((await readWardSettings(ward.deps, "main")).recomputing).toBeNull();
});

test("a recomputing that is killed between two parts goes on behind the first", async () => {
  let writes = Number.POSITIVE_INFINITY;
  const settled = new Set<string>();
  const ward = await startMonitoredWard({
    nowMs: NOW,
    around: async (command, input, carryOut) => {
      const { Item } = input as { Item?: { sk?: string; pk?: string; settingsVersion?: number } };
      if (command.startsWith("Put") && --writes < 0) throw new Error("killed");
      if (Item?.sk?.startsWith("ADMISSION#") && Item.settingsVersion === 1) {
        settled.add(Item.pk ?? "");
      }
      return carryOut(input);
    },
  });
  for (let index = 0; index < 450; index++) {
    await ward.admit(admission(`p${index}`, "a", ago(1 + index / 100)));
  }
  // The order, the settings, a part (the job stands in it, too) with its mark, and some of the next.
  writes = 2 + 199 + 1 + 50;
  await saveWardSettings(ward.deps, "main", 0, withHours(2));
  writes = Number.POSITIVE_INFINITY;
  expect((await readWardSettings(ward.deps, "main")).recomputing).toEqual({ done: 199 });
  expect(settled.size).toBe(249);
  for (const minutes of [1, 2]) {
    ward.clock.nowMs = NOW + minutes * 60_000;
    await ward.tick();
  }
  expect((await ward.clinical.recomputeJobs.read("main"))?.nextAt).toBeNull();
  expect(settled.size).toBe(450);
  // Those of an hour without a test, and what a minute or two made of them, are not yet due.
  expect((await alerted(ward)).length).toBe(350 + 3);
});

test("what is settled between a save and its recomputing is counted by what counts now", async () => {
  const ward = await startWard(10);
  await orderRecompute(ward.deps, "main", 1);
  await ward.set(noStrips);
  // An entry of a tablet comes, say.
  const settings = await ward.clinical.wardSettings.readFresh("main");
  await settleAdmission(
    ward.deps,
    "main",
    { patientId: "p3", admissionId: "p3-1" },
    { settings, mayOpen: false, because: "facts" },
  );
  await ward.tick();
  expect((await ward.stay("p3", "p3-1")).watch?.lastTest).toBeNull();
});

test("one that cannot be settled holds up no other, and is tried until it can", async () => {
  let broken = false;
  const ward = await startWard(6, async (command, input, carryOut) => {
    const isIt = command.startsWith("Get") && JSON.stringify(input).includes("ADMISSION#p1-1");
    if (isIt && broken) throw new Error("broken");
    return carryOut(input);
  });
  broken = true;
  await saveWardSettings(ward.deps, "main", 0, withHours(1));
  expect(await ward.stay("p5", "p5-1")).toMatchObject({ settingsVersion: 1 });
  for (const minutes of [1, 2]) {
    ward.clock.nowMs = NOW + minutes * 60_000;
    await ward.tick();
  }
  expect(await alerted(ward)).not.toContain("p1-1");
  expect(await alerted(ward)).toContain("p5-1");
  broken = false;
  for (const minutes of [3, 4]) {
    ward.clock.nowMs = NOW + minutes * 60_000;
    await ward.tick();
  }
  expect(await alerted(ward)).toContain("p1-1");
  expect((await ward.clinical.recomputeJobs.read("main"))?.nextAt).toBeNull();
});

test("what was settled by old settings meanwhile is found again", async () => {
  const ward = await startWard(4);
  const { clinical } = ward;
  const old = await clinical.wardSettings.readFresh("main");
  await saveWardSettings(ward.deps, "main", 0, withHours(2));
  // A stay that is new, and one that the recomputing has done, by somebody with the old settings.
  const late = { settings: old, mayOpen: false, because: "facts" as const, recount: true };
  const stay = admission("late", "late-1", ago(5));
  await settleAdmission(ward.deps, "main", stay, {
    ...late,
    change: () => ({ admission: stay, stamp: "0" }),
  });
  await settleAdmission(ward.deps, "main", { patientId: "p2", admissionId: "p2-1" }, late);
  expect(await ward.stay("p2", "p2-1")).toMatchObject({ settingsVersion: 1 });
  expect(await ward.stay("late", "late-1")).toMatchObject({ settingsVersion: 0 });
  ward.clock.nowMs += 60_000;
  await ward.tick();
  expect(await ward.stay("late", "late-1")).toMatchObject({ settingsVersion: 1 });
  ward.clock.nowMs += 60_000;
  await ward.tick();
  expect((await ward.stay("late", "late-1")).watch?.alert?.state).toBe("open");
  expect((await clinical.recomputeJobs.read("main"))?.nextAt).toBeNull();
});
