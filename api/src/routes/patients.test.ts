import { hour, hourMs, labTest, stay } from "@throughline/shared/testing/ward-builders.ts";
import {
  patientDetailSchema,
  patientsSchema,
  patientTestsSchema,
  recordsSchema,
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
