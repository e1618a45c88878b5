import { createHash } from "node:crypto";
import { hour, hourMs, labTest, stay } from "@throughline/shared/testing/ward-builders.ts";
import { defaultWardSettings } from "@throughline/shared/ward.ts";
import {
  monitoringSchema,
  wardListSchema,
  wardSnapshotSchema,
} from "@throughline/shared/ward-api.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { seedWard } from "../testing/seed-ward.ts";
import { startWardApp, type WardApp } from "../testing/start-ward-app.ts";
import { NOW, people, person } from "../testing/ward-people.ts";

let sut: WardApp["sut"];
let get: WardApp["get"];
let json: WardApp["json"];
beforeEach(async () => {
  ({ sut, get, json } = await startWardApp());
});
afterEach(() => sut.close());

describe("a ward's snapshot", () => {
  test("shows its beds in natural order, with everything that decides about them", async () => {
    await seedWard(sut, "main", people());
    const snapshot = wardSnapshotSchema.parse(await json("/wards/4B"));
    expect(snapshot).toMatchObject({
      site: "main",
      timeZone: "Europe/Berlin",
      ward: "4B",
      asOf: hour(NOW),
      monitorAt: hour(NOW),
      policy: defaultWardSettings.policy,
      feeds: [],
      labsReachTo: null,
    });
    expect(
      snapshot.beds.map(({ patient, admission, since, dueAt, alert }) => [
        admission.bed,
        patient.lastName,
        since,
        dueAt,
        alert?.state ?? null,
      ]),
    ).toEqual([
      ["1", "Last fresh", "test", hour(147), null],
      ["2", "Last never", "admission", hour(58), "open"],
      ["3", "Last planned", "test", hour(99), "open"],
      ["9", "Last not-yet", "test", hour(100.001), null],
      ["10", "Last exactly", "test", hour(100), "open"],
    ]);
    expect(snapshot.beds[4]?.lastTest).toMatchObject({ testType: "CBC", performedAt: hour(52) });
    expect((await json("/wards/-")) as object).toMatchObject({
      ward: "-",
      beds: [{ admission: { admissionId: "a-nowhere" }, alert: { confirmed: false } }],
    });
  });

  test("shows a bed that has become due before the monitor has come", async () => {
    await seedWard(sut, "main", people(), { tick: false });
    const { beds } = wardSnapshotSchema.parse(await json("/wards/4B"));
    const due = beds.filter(({ dueAt }) => dueAt <= hour(NOW));
    expect(due.map(({ admission }) => admission.bed)).toEqual(["2", "3", "10"]);
    expect(due.every(({ alert }) => alert === null)).toBe(true);
    const monitoring = monitoringSchema.parse(await json("/patients/monitoring"));
    expect(monitoring.alerts.map(({ patientId }) => patientId)).toEqual(
      ["elsewhere", "never", "nowhere", "planned", "exactly"].sort(
        (one, other) => dueOf(one) - dueOf(other),
      ),
    );
  });

  test("keeps its version while only time passes, and says so without telling of anybody", async () => {
    await seedWard(sut, "main", people());
    const first = await get("/wards/4B");
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toBe(`"${wardSnapshotSchema.parse(await first.json()).version}"`);
    sut.clock.nowMs = hourMs(NOW + 0.0001);
    const again = await get("/wards/4B", { "if-none-match": `"other", W/${etag}` });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect(again.headers.get("x-as-of")).toBe(new Date(sut.clock.nowMs).toISOString());
    expect(again.headers.get("x-monitor-at")).toBe(hour(NOW));

    await seedWard(sut, "main", [person("exactly", { bed: "11" }, [hour(52)])]);
    const changed = await get("/wards/4B", { "if-none-match": etag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get("etag")).not.toBe(etag);
  });

  test("shows the last test of the stay before, which the clock knows nothing of", async () => {
    const before = stay({
      patientId: "back",
      admissionId: "a-before",
      status: "discharged",
      admittedAt: hour(-90),
      dischargedAt: hour(-20),
    });
    const back = person("back", { admittedAt: hour(80) }, [], [before]);
    back.tests.push(
      labTest("old", hour(-60), { patientId: "back", admissionId: "a-before" }),
      labTest("older", hour(-80), { patientId: "back", admissionId: "" }),
      labTest("after", hour(-10), { patientId: "back", admissionId: "a-before" }),
      labTest("ordered", hour(-30), {
        patientId: "back",
        admissionId: "a-before",
        status: "ordered",
      }),
    );
    await seedWard(sut, "main", [back]);
    const { beds } = wardSnapshotSchema.parse(await json("/wards/4B"));
    expect(beds).toMatchObject([
      { since: "admission", lastTest: null, previousStayTest: { testId: "old" } },
    ]);
  });

  test("tells badges by their hashes, and the staff of other wards not at all", async () => {
    const badge = "0042-XYZ";
    await sut.store.clinical.wardSettings.save("main", 0, {
      ...defaultWardSettings,
      wards: [{ ward: "4B", policy: { thresholdHours: 24 } }],
      staff: [
        { id: "ama", name: "Ama O.", wards: [], badge },
        { id: "bo", name: "Bo K.", wards: ["4B"] },
        { id: "cy", name: "Cy L.", wards: ["ICU"] },
      ],
    });
    await seedWard(sut, "main", people());
    const answer = await get("/wards/4B");
    const text = await answer.text();
    expect(text).not.toContain(badge);
    const snapshot = wardSnapshotSchema.parse(JSON.parse(text));
    expect(snapshot.policy.thresholdHours).toBe(24);
    expect(snapshot.staff).toEqual([
      { id: "ama", name: "Ama O.", badgeHash: createHash("sha256").update(badge).digest("hex") },
      { id: "bo", name: "Bo K." },
    ]);
  });

  test("of a ward that nobody has named is refused: empty, it would say that all is well", async () => {
    await seedWard(sut, "main", people());
    expect((await get("/wards/4b")).status).toBe(404);
    expect((await get("/wards/-")).status).toBe(200);
    expect((await get("/wards/4B?site=nowhere")).status).toBe(404);
  });
});

const dueOf = (id: string) => {
  const due: Record<string, number> = {
    never: 58,
    exactly: 100,
    planned: 99,
    elsewhere: 68,
    nowhere: 78,
  };
  return due[id] ?? 0;
};

test("the list of wards counts beds by what they need", async () => {
  const lab = {
    name: "lab",
    kind: "lis" as const,
    createdAt: hour(0),
    inUse: true,
    maxSilenceMinutes: 60,
    lastGoodAt: hour(99.5),
    reachesTo: hour(99),
    arrivals: [hour(97), hour(98), hour(99.5)],
    silentSince: null,
  };
  await sut.store.clinical.feeds.save("main", {
    feed: lab,
    profile: null,
    tokens: [],
    nextAt: null,
    version: 0,
  });
  await seedWard(sut, "main", [
    ...people(),
    person("soon", { bed: "4" }, [hour(58)]),
    person("later", { bed: "5" }, [hour(58.01)]),
  ]);
  const list = wardListSchema.parse(await json("/wards"));
  expect(list.feeds).toEqual([
    {
      name: "lab",
      kind: "lis",
      lastGoodAt: hour(99.5),
      reachesTo: hour(99),
      silentSince: null,
      usualMinutes: 75,
    },
  ]);
  expect(list.wards).toEqual([
    // Open: never (due at 58), planned (99) and exactly (100), which no laboratory has reached yet.
    { ward: "4B", beds: 7, open: 3, unconfirmed: 1, inHand: 0, soon: 2 },
    { ward: "ICU", beds: 1, open: 1, unconfirmed: 0, inHand: 0, soon: 0 },
    { ward: "-", beds: 1, open: 1, unconfirmed: 0, inHand: 0, soon: 0 },
  ]);
  sut.clock.nowMs = hourMs(100.5);
  const later = wardListSchema.parse(await json("/wards"));
  expect(later.feeds[0]?.silentSince).toBe(hour(99.5));
});

test("what the monitor could not see to is told with the wards and the monitoring", async () => {
  await seedWard(sut, "main", people());
  for (const path of ["/wards", "/patients/monitoring"]) {
    expect(await json(path)).toMatchObject({ monitorFailed: 0 });
  }
  await sut.store.clinical.monitorMarks.write("main", hour(NOW + 1), 3);
  for (const path of ["/wards", "/patients/monitoring"]) {
    expect(await json(path)).toMatchObject({ monitorAt: hour(NOW + 1), monitorFailed: 3 });
  }
});

test("the monitoring names exactly those whose gap has reached their ward's threshold", async () => {
  await sut.store.clinical.wardSettings.save("main", 0, {
    ...defaultWardSettings,
    wards: [{ ward: "ICU", policy: { thresholdHours: 81 } }],
  });
  await seedWard(sut, "main", people());
  const monitoring = monitoringSchema.parse(await json("/patients/monitoring"));
  expect(monitoring).toMatchObject({ asOf: hour(NOW), thresholdHours: 48, monitorAt: hour(NOW) });
  expect(monitoring.alerts).toEqual([
    {
      patientId: "never",
      admissionId: "a-never",
      ward: "4B",
      bedNumber: "2",
      gapHours: 90,
      dueAt: hour(58),
      lastTestAt: null,
      state: "open",
      confirmed: false,
      neverTested: true,
      thresholdHours: 48,
    },
    expect.objectContaining({ patientId: "nowhere", ward: "-", bedNumber: "", gapHours: 70 }),
    expect.objectContaining({ patientId: "planned", gapHours: 49, neverTested: false }),
    expect.objectContaining({ patientId: "exactly", gapHours: 48, lastTestAt: hour(52) }),
  ]);
});
