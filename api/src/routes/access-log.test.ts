import { accessLogSchema } from "@throughline/shared/access.ts";
import { hour } from "@throughline/shared/testing/ward-builders.ts";
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
