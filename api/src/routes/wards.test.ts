import { createHash } from "node:crypto";
import { accessLogSchema } from "@throughline/shared/access.ts";
import type { Admission } from "@throughline/shared/admission.ts";
import { hour, hourMs, labTest, stay } from "@throughline/shared/testing/ward-builders.ts";
import { defaultWardSettings } from "@throughline/shared/ward.ts";
import {
  monitoringSchema,
  patientDetailSchema,
  patientsSchema,
  patientTestsSchema,
  recordsSchema,
  wardListSchema,
  wardSnapshotSchema,
} from "@throughline/shared/ward-api.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type SeededPatient, seedWard } from "../testing/seed-ward.ts";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";

const NOW = 100;
let sut: AppUnderTest;
beforeEach(async () => {
  sut = await startApp({ nowMs: hourMs(NOW) });
  await sut.addSite("main", { timeZone: "Europe/Berlin" });
});
afterEach(() => sut.close());

const person = (
  id: string,
  rest: Partial<Admission>,
  tests: string[] = [],
  earlier: SeededPatient["stays"] = [],
): SeededPatient => ({
  patient: {
    patientId: id,
    firstName: `First ${id}`,
    lastName: `Last ${id}`,
    dateOfBirth: "1950-02-03",
    gender: "f",
  },
  stays: [stay({ patientId: id, admissionId: `a-${id}`, ...rest }), ...earlier],
  tests: tests.map((at, index) =>
    labTest(`${id}-${index}`, at, { patientId: id, admissionId: `a-${id}` }),
  ),
});

const get = async (path: string, headers: Record<string, string> = {}) =>
  sut.anyone("GET", `/api/v1${path}`, undefined, {
    "x-throughline-token": "the-token-of-scripts",
    ...headers,
  });
const json = async (path: string) => {
  const answer = await get(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.json();
};

/** Now is hour 100: due are those whose last test, or else admission, was at hour 52 or before. */
const people = () => [
  person("exactly", { bed: "10" }, [hour(52)]),
  person("not-yet", { bed: "9" }, [hour(52.001)]),
  person("never", { bed: "2", admittedAt: hour(10) }),
  person("fresh", { bed: "1" }, [hour(99)]),
  person("gone", { status: "discharged", dischargedAt: hour(60) }),
  person("planned", { bed: "3", dischargedAt: hour(120) }, [hour(51)]),
  person("cancelled", { status: "cancelled" }),
  person("elsewhere", { ward: "ICU", bed: "" }, [hour(20)]),
  person("nowhere", { ward: "", bed: "" }, [hour(30)]),
];

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

describe("the list of patients", () => {
  const ids = async (query: string) => {
    const found: string[] = [];
    let cursor: string | null = "";
    for (let page = 0; cursor !== null && page < 50; page++) {
      const answer = patientsSchema.parse(
        await json(`/patients?${query}${cursor && `&cursor=${cursor}`}`),
      );
      found.push(...answer.patients.map(({ patient }) => patient.patientId));
      cursor = answer.cursor;
    }
    return found;
  };
  const active = ["fresh", "never", "planned", "not-yet", "exactly", "elsewhere", "nowhere"];

  test.each([
    ["", [...active, "cancelled", "gone"]],
    ["status=active", active],
    ["status=discharged", ["gone"]],
    ["status=cancelled", ["cancelled"]],
    ["ward=4B", ["fresh", "never", "planned", "not-yet", "exactly", "cancelled", "gone"]],
    ["ward=4B&status=active", ["fresh", "never", "planned", "not-yet", "exactly"]],
    ["ward=-", ["nowhere"]],
    ["ward=Nowhere", []],
    ["last_test_hours=48", ["never", "planned", "exactly", "elsewhere", "nowhere"]],
    ["last_test_hours=47.999", ["never", "planned", "not-yet", "exactly", "elsewhere", "nowhere"]],
    ["last_test_hours=48.001", ["never", "planned", "elsewhere", "nowhere"]],
    ["last_test_hours=90", ["never"]],
    ["last_test_hours=0&ward=ICU", ["elsewhere"]],
    ["last_test_hours=0&status=discharged", []],
  ])("?%s, in pages of any size", async (query, expected) => {
    await seedWard(sut, "main", people());
    expect(await ids(query)).toEqual(expected);
    for (const limit of [1, 2, 3]) expect(await ids(`${query}&limit=${limit}`)).toEqual(expected);
  });

  test("keeps its place while beds change, and judges every page at one instant", async () => {
    await seedWard(sut, "main", people());
    const path = "/patients?last_test_hours=48&limit=2";
    const first = patientsSchema.parse(await json(path));
    expect(first.patients.map(({ patient }) => patient.patientId)).toEqual(["never", "planned"]);
    // The one before the place goes home, and half an hour later `not-yet` would be on the list.
    sut.clock.nowMs = hourMs(100.5);
    await seedWard(sut, "main", [person("planned", { dischargedAt: hour(100.2) })]);
    const second = patientsSchema.parse(await json(`${path}&cursor=${first.cursor}`));
    expect(second.asOf).toBe(hour(NOW));
    expect(second.patients.map(({ patient }) => patient.patientId)).toEqual([
      "exactly",
      "elsewhere",
    ]);
  });

  test("looks for few stays among many that are over in few queries", async () => {
    const over = (id: number, ward: string) =>
      person(`${id}`, { ward, status: "discharged", dischargedAt: hour(50 + id / 10) });
    const seeds = Array.from({ length: 90 }, (_, id) => over(id, id % 40 === 5 ? "4B" : "ICU"));
    await seedWard(sut, "main", seeds);
    const { admissions } = sut.store.clinical;
    const { listOver } = admissions;
    let queries = 0;
    admissions.listOver = (...asked) => {
      queries++;
      return listOver(...asked);
    };
    expect(await ids("ward=4B&status=discharged")).toEqual(["5", "45", "85"]);
    expect(queries).toBeLessThanOrEqual(3);
    queries = 0;
    expect(await ids("ward=4B&status=discharged&limit=2")).toEqual(["5", "45", "85"]);
    expect(queries).toBeLessThanOrEqual(14);
  });

  test("its place tells nothing, and another one's is refused", async () => {
    await seedWard(sut, "main", people());
    const { cursor } = patientsSchema.parse(await json("/patients?limit=1"));
    expect(Buffer.from(cursor ?? "", "base64url").toString("latin1")).not.toContain("fresh");
    await sut.addSite("annex");
    for (const wrong of [`site=annex&cursor=${cursor}`, "cursor=AAAA", `cursor=x${cursor}`]) {
      const answer = await get(`/patients?${wrong}`);
      expect([wrong, answer.status]).toEqual([wrong, 400]);
      expect(await answer.text()).not.toContain("fresh");
    }
  });

  test.each([
    "limit=0",
    "limit=201",
    "limit=1.5",
    "status=dead",
    "last_test_hours=-1",
    "last_test_hours=soon",
  ])("?%s is refused by name", async (query) => {
    const answer = await get(`/patients?${query}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { details: { field: query.split("=")[0] } },
    });
  });
});

describe("a patient", () => {
  test("is shown with all stays, the latest first", async () => {
    const before = stay({
      patientId: "p",
      admissionId: "before",
      status: "discharged",
      admittedAt: hour(-50),
      dischargedAt: hour(-20),
    });
    const seeded = person("p", {}, [hour(40)], [before]);
    seeded.tests.push(labTest("then", hour(-30), { patientId: "p", admissionId: "before" }));
    await seedWard(sut, "main", [seeded]);
    const detail = patientDetailSchema.parse(await json("/patients/p"));
    expect(detail).toMatchObject({
      asOf: hour(NOW),
      patient: { lastName: "Last p" },
      admissions: [
        {
          admission: { admissionId: "a-p" },
          sinceAt: hour(40),
          dueAt: hour(88),
          gapHours: 60,
          state: "open",
          alert: { confirmed: false },
        },
        {
          admission: { admissionId: "before" },
          sinceAt: null,
          gapHours: null,
          lastTest: { testId: "then" },
          alert: null,
        },
      ],
    });
    expect((await get("/patients/nobody")).status).toBe(404);
    expect((await get("/patients/nobody/tests")).status).toBe(404);
  });

  test("has tests from a day of the site's zone on, or from an instant", async () => {
    // 23:30 and 00:30 in Berlin, an hour ahead of UTC.
    const times = [
      "2026-11-18T22:30:00.000Z",
      "2026-11-18T23:30:00.000Z",
      "2026-11-19T12:00:00.000Z",
    ];
    const seeded = person("p", {}, times);
    seeded.tests.push(
      labTest("unmapped", hour(99), { patientId: "p", admissionId: "", status: "Odd" }),
      labTest("ordered", hour(99), { patientId: "p", admissionId: "elsewhere", status: "ordered" }),
    );
    await seedWard(sut, "main", [seeded]);
    const tests = async (query: string) =>
      patientTestsSchema.parse(await json(`/patients/p/tests${query}`)).tests;
    expect((await tests("")).map(({ testId, counts, stay: of }) => [testId, counts, of])).toEqual([
      ["p-0", "yes", "a-p"],
      ["p-1", "yes", "a-p"],
      ["p-2", "yes", "a-p"],
      ["ordered", "no", ""],
      ["unmapped", "unknown", "a-p"],
    ]);
    expect((await tests("?from_date=2026-11-19"))[0]?.testId).toBe("p-1");
    expect((await tests("?from_date=2026-11-19T12:00:00.000Z"))[0]?.testId).toBe("p-2");
    for (const wrong of ["2026-02-30", "yesterday", "2026-11-19T12:00"]) {
      expect((await get(`/patients/p/tests?from_date=${wrong}`)).status).toBe(400);
    }
  });
});

test("records are found by a number in the body, in time order, disagreements marked", async () => {
  const record = (dateTime: string, doctorsNotes: string) => ({
    record: {
      medicalRecordNumber: "MRN 1#2",
      dateTime,
      doctorsNotes,
      firstName: "A",
      lastName: "O",
      csvFile: "notes.csv",
      line: 2,
      dateTimeProcessed: hour(1),
    },
    stamp: "0",
  });
  for (const [at, notes] of [
    [hour(5), "later"],
    [hour(3), "one"],
    [hour(3), "another"],
  ] as const) {
    await sut.store.clinical.patientRecords.put("main", record(at, notes));
  }
  const ask = async (body: unknown) => sut.staff("POST", "/api/v1/records/query", body);
  const { records } = recordsSchema.parse(
    await (await ask({ medicalRecordNumber: "MRN 1#2" })).json(),
  );
  expect(records.map(({ dateTime, conflicting }) => [dateTime, conflicting])).toEqual([
    [hour(3), true],
    [hour(3), true],
    [hour(5), false],
  ]);
  expect(await (await ask({ medicalRecordNumber: "none" })).json()).toEqual({ records: [] });
  expect((await ask({})).status).toBe(400);
});

describe("the access log", () => {
  const log = async (day: string) =>
    accessLogSchema.parse(await json(`/access-log?day=${day}`)).entries;

  test("says who was told how much of whom, once a reading", async () => {
    await seedWard(sut, "main", people());
    const { etag } = Object.fromEntries((await get("/wards/4B")).headers);
    await get("/wards/4B", { "if-none-match": etag ?? "" });
    await get("/wards");
    await get("/wards/-");
    await get("/patients?ward=-&limit=3");
    await get("/patients/monitoring");
    await get("/patients/never");
    await get("/patients/exactly/tests");
    await get("/patients/nobody");
    await sut.staff("POST", "/api/v1/records/query", { medicalRecordNumber: "MRN" });
    const entries = await log("2026-11-20");
    const common = { at: hour(NOW), by: "script", id: expect.any(String) };
    const api = "/api/v1";
    const expected = [
      { what: `GET ${api}/wards/:ward`, ward: "4B", count: 5 },
      { what: `GET ${api}/wards/:ward`, ward: "", count: 1 },
      { what: `GET ${api}/patients`, ward: "", count: 1 },
      { what: `GET ${api}/patients/monitoring`, count: 5 },
      { what: `GET ${api}/patients/:id`, patientId: "never", count: 1 },
      { what: `GET ${api}/patients/:id/tests`, patientId: "exactly", count: 1 },
      { what: `POST ${api}/records/query`, medicalRecordNumber: "MRN", count: 0 },
    ];
    expect(entries).toHaveLength(expected.length);
    for (const entry of expected) expect(entries).toContainEqual({ ...common, ...entry });
    // Reading the log is a reading too.
    expect(await log("2026-11-20")).toHaveLength(expected.length + 1);
  });

  test("is kept by the site's day, and names sessions without opening them", async () => {
    await seedWard(sut, "main", [person("one", {})]);
    sut.clock.nowMs = Date.parse("2026-11-20T23:30:00.000Z");
    const link = (await (await sut.staff("POST", "/api/v1/sign-in-links")).json()) as {
      url: string;
    };
    const signedIn = await sut.anyone("GET", new URL(link.url).pathname);
    const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
    await sut.anyone("GET", "/api/v1/patients/one", undefined, { cookie });
    await sut.anyone("GET", "/api/v1/patients/one", undefined, { cookie });
    const entries = await log("2026-11-21");
    expect(entries).toHaveLength(2);
    const [by] = new Set(entries.map((entry) => entry.by));
    expect(by).toMatch(/^session-[\w-]{12}$/);
    expect(cookie).not.toContain(by?.slice(8));
    expect(await log("2026-11-20")).toEqual([]);
  });
});

test("nothing about people goes by a connection that others could read", async () => {
  for (const [method, path] of [
    ["GET", "/wards"],
    ["GET", "/wards/4B"],
    ["GET", "/patients"],
    ["GET", "/patients/monitoring"],
    ["GET", "/patients/p"],
    ["GET", "/patients/p/tests"],
    ["POST", "/records/query"],
    ["POST", "/sync"],
    ["GET", "/access-log?day=2026-11-20"],
  ] as const) {
    const ask = (url: string) =>
      sut.app.request(url, { method, headers: { "x-throughline-token": "the-token-of-scripts" } });
    const answer = await ask(`http://clinic.example/api/v1${path}`);
    expect([path, answer.status]).toEqual([path, 403]);
    expect(await answer.json()).toMatchObject({ error: { code: "INSECURE" } });
    expect((await ask(`https://clinic.example/api/v1${path}`)).status).not.toBe(403);
  }
  const flow = await sut.app.request("http://clinic.example/api/v1/sites", {
    headers: { "x-throughline-token": "the-token-of-scripts" },
  });
  expect(flow.status).toBe(200);
  const unknown = await sut.app.request("http://clinic.example/api/v1/nothing");
  expect(unknown.status).toBe(404);
});
