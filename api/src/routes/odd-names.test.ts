import { hour, hourMs, stay } from "@throughline/shared/testing/ward-builders.ts";
import {
  monitoringSchema,
  patientsSchema,
  wardListSchema,
  wardSnapshotSchema,
} from "@throughline/shared/ward-api.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedWard } from "../testing/seed-ward.ts";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";
import { createWardTablet } from "../testing/ward-tablet.ts";

/** What files may call wards and people: separators of keys, of addresses and of code among them. */
const NAMES = [
  "#%",
  "%23%25",
  "a/b\\c",
  "?x=1&y",
  " North  1 ",
  "Süd 1",
  "Süd 1".normalize("NFD"),
  "外科 二",
  "__proto__",
  "constructor",
  "*",
  "next ",
  "10",
  "9",
  "9a",
  "",
];
const SECRET = "Ødegaard-Geheim";

let sut: AppUnderTest;
beforeAll(async () => {
  sut = await startApp({ nowMs: hourMs(100) });
  await sut.addSite("main");
  await seedWard(
    sut,
    "main",
    NAMES.map((name, index) => ({
      patient: {
        patientId: `${SECRET} ${name}`,
        firstName: SECRET,
        lastName: name,
        dateOfBirth: null,
        gender: "",
      },
      stays: [
        stay({
          patientId: `${SECRET} ${name}`,
          admissionId: `#${name}`,
          ward: name,
          bed: `${index}`,
        }),
      ],
      tests: [],
    })),
  );
});
afterAll(() => sut.close());

const read = async (path: string) => {
  const answer = await sut.staff("GET", `/api/v1${path}`);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.json();
};
const sorted = (names: Iterable<string>) => [...names].sort();

test("whatever a ward is called, it is on the list, and its bed on its own page alone", async () => {
  const { wards } = wardListSchema.parse(await read("/wards"));
  expect(sorted(wards.map(({ ward }) => ward))).toEqual(sorted(NAMES.map((name) => name || "-")));
  for (const { ward, beds, open } of wards) {
    expect([ward, beds, open]).toEqual([ward, 1, 1]);
    const snapshot = wardSnapshotSchema.parse(await read(`/wards/${encodeURIComponent(ward)}`));
    expect(snapshot.beds.map(({ admission }) => admission.admissionId)).toEqual([
      `#${ward === "-" ? "" : ward}`,
    ]);
  }
  const { alerts } = monitoringSchema.parse(await read("/patients/monitoring"));
  expect(sorted(alerts.map(({ ward }) => ward))).toEqual(sorted(wards.map(({ ward }) => ward)));
});

test("pages of any size hold everybody once, in one order", async () => {
  const listed = async (limit: number) => {
    const found: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const path = `/patients?last_test_hours=48&limit=${limit}${cursor && `&cursor=${cursor}`}`;
      const page = patientsSchema.parse(await read(path));
      found.push(...page.patients.map(({ admission }) => admission.ward));
      cursor = page.cursor;
    }
    return found;
  };
  const whole = await listed(200);
  expect(sorted(whole)).toEqual(sorted(NAMES));
  for (const limit of [1, 3, 7]) expect(await listed(limit)).toEqual(whole);
});

test("what a nurse says there is heard, and an address finds the patient", async () => {
  for (const name of NAMES) {
    const id = { patientId: `${SECRET} ${name}`, admissionId: `#${name}` };
    const tablet = createWardTablet();
    const entry = tablet.record(sut.clock.nowMs, "acknowledge", {
      ...id,
      ward: name,
      episode: `#${name}@${hour(0)}`,
      by: { name: "Ama" },
      what: "seen",
    });
    await sut.staff("POST", "/api/v1/sync", tablet.push(sut.clock.nowMs, [entry]));
    const patient = (await read(`/patients/${encodeURIComponent(id.patientId)}`)) as {
      admissions: { state: string }[];
    };
    expect([name, patient.admissions.map(({ state }) => state)]).toEqual([name, ["acknowledged"]]);
  }
});

test("whatever an address names, no answer is an error of the server", async () => {
  const names = ["x".repeat(3_000), encodeURIComponent("語".repeat(900)), "%", "%F0%28"];
  const asked: [string, string, number][] = [];
  for (const { path, method } of sut.app.routes) {
    if (method !== "GET" || !path.startsWith("/api/v1/")) continue;
    for (const name of names) {
      const query = `ward=${name}&cursor=${name}&day=${name}&from_date=${name}`;
      const address = path.includes(":") ? path.replace(/:\w+/g, name) : `${path}?${query}`;
      const { status } = await sut.staff(method, address);
      asked.push([path, name.slice(0, 9), status]);
    }
  }
  expect(asked.length).toBeGreaterThan(60);
  expect(asked.filter(([, , status]) => status >= 500)).toEqual([]);
});

test("neither a log line nor a refusal says a word of anybody", async () => {
  const secret = encodeURIComponent(SECRET);
  const bodies = [undefined, SECRET, { medicalRecordNumber: { SECRET } }, { [SECRET]: SECRET }];
  const answers: Response[] = [];
  for (const { path, method } of sut.app.routes) {
    if (method === "ALL" || !path.startsWith("/api/v1/") || path.includes("/public/")) continue;
    const address = path.replace(/:\w+/g, secret);
    for (const query of ["", `?site=${secret}`, `?cursor=${secret}&ward=${secret}&day=${secret}`]) {
      for (const body of method === "GET" ? [undefined] : bodies) {
        answers.push(await sut.staff(method, `${address}${query}`, body));
      }
    }
  }
  expect(answers.length).toBeGreaterThan(100);
  for (const answer of answers) {
    if (answer.status < 400) continue;
    const text = await answer.text();
    expect([answer.status, text.includes(SECRET) || text.includes(secret)]).toEqual([
      answer.status,
      false,
    ]);
    expect(answer.status).toBeLessThan(500);
  }
  const lines = sut.logLines.join("\n");
  expect(lines).toContain("/api/v1/patients/:id");
  for (const word of [SECRET, secret, "Geheim", "外科"]) expect(lines).not.toContain(word);
});
