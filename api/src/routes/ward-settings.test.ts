import { hour, hourMs, labTest, stay } from "@throughline/shared/testing/ward-builders.ts";
import { defaultWardSettings } from "@throughline/shared/ward.ts";
import {
  monitoringSchema,
  settingsPreviewSchema,
  wardSettingsResponseSchema,
} from "@throughline/shared/ward-api.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { seedWard } from "../testing/seed-ward.ts";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";

let sut: AppUnderTest;
beforeEach(async () => {
  sut = await startApp({ nowMs: hourMs(50) });
  await sut.addSite("main");
  await seedWard(sut, "main", [
    {
      patient: { patientId: "p1", firstName: "", lastName: "", dateOfBirth: null, gender: "" },
      stays: [stay()],
      tests: [labTest("t1", hour(20))],
    },
  ]);
});
afterEach(() => sut.close());

const path = "/api/v1/ward-settings";
const stricter = {
  ...defaultWardSettings,
  wards: [{ ward: "4B", policy: { thresholdHours: 24 } }],
};

test("a change tells what it would open, and opens it once it is saved", async () => {
  const read = wardSettingsResponseSchema.parse(await (await sut.staff("GET", path)).json());
  expect(read).toMatchObject({
    version: 0,
    settings: defaultWardSettings,
    recomputing: null,
  });
  expect(read.knownWards).toContain("4B");

  const asked = await sut.staff("POST", `${path}/preview`, { settings: stricter });
  const preview = settingsPreviewSchema.parse(await asked.json());
  expect(preview).toMatchObject({
    active: 1,
    opens: { count: 1, first: [{ patientId: "p1", gapHours: 30 }] },
    closes: { count: 0 },
  });
  const monitoring = async () =>
    monitoringSchema
      .parse(await (await sut.staff("GET", "/api/v1/patients/monitoring")).json())
      .alerts.map(({ patientId, dueAt }) => [patientId, dueAt]);
  expect(await monitoring()).toEqual([]);

  const saved = await sut.staff("PUT", path, { version: 0, settings: stricter });
  expect(wardSettingsResponseSchema.parse(await saved.json()).version).toBe(1);
  expect(await monitoring()).toEqual([["p1", hour(44)]]);
  const late = await sut.staff("PUT", path, { version: 0, settings: defaultWardSettings });
  expect([late.status, await monitoring()]).toEqual([409, [["p1", hour(44)]]]);
});

test("a rule that cannot hold is refused by its name", async () => {
  const policy = { ...defaultWardSettings.policy, thresholdHours: 0 };
  const wrong = { ...defaultWardSettings, policy };
  for (const [method, at, body] of [
    ["PUT", path, { version: 0, settings: wrong }],
    ["POST", `${path}/preview`, { settings: wrong }],
  ] as const) {
    const answer = await sut.staff(method, at, body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { details: { field: "settings.policy.thresholdHours" } },
    });
  }
});

test("channels are tried as they are typed, and tell what went wrong", async () => {
  const mails: unknown[] = [];
  sut.deps.notify = {
    async mail(...mail) {
      mails.push(mail);
    },
    async call() {
      throw Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    },
  };
  const attempt = async (body: unknown) => sut.staff("POST", `${path}/try-channels`, body);
  const webhook = "https://pager.example.org/x";
  const both = await attempt({ mailTo: ["duty@example.org"], webhook });
  expect(await both.json()).toEqual({
    tried: [
      { channel: "mail", failed: null },
      { channel: "webhook", failed: "ECONNREFUSED" },
    ],
  });
  expect(mails).toEqual([[["duty@example.org"], "A test message", expect.any(String)]]);
  // What was tried is no channel that fails: nothing waits to go through it.
  expect(await (await sut.staff("GET", path)).json()).toMatchObject({ failing: [] });
  expect(await (await attempt({ mailTo: [], webhook: null })).json()).toEqual({ tried: [] });
  expect((await attempt({ mailTo: ["nobody"], webhook: null })).status).toBe(400);
});
