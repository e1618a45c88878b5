import { accessLogSchema } from "@throughline/shared/access.ts";
import { episodeOf } from "@throughline/shared/alert.ts";
import { hour, hourMs, stay, wardSettings } from "@throughline/shared/testing/ward-builders.ts";
import { wardSnapshotSchema } from "@throughline/shared/ward-api.ts";
import { type WardEntry, wardPushResponseSchema } from "@throughline/shared/ward-entry.ts";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { seedWard } from "../testing/seed-ward.ts";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";
import { createWardTablet } from "../testing/ward-tablet.ts";

/** One patient has been on the ward since hour 0, untested, so that the alert is due at hour 48. */
const NOW = 50;
const MINUTE = 1 / 60;
const EPISODE = episodeOf("a1", hour(0));
const target = { ward: "4B", patientId: "p1", admissionId: "a1", episode: EPISODE };
const ama = { by: { name: "Ama" } };
const bo = { by: { name: "Bo" } };

let sut: AppUnderTest;
beforeEach(async () => {
  sut = await startApp({ nowMs: hourMs(NOW) });
  await sut.addSite("main");
});
afterEach(() => sut.close());

const seed = (site = "main") =>
  seedWard(sut, site, [
    {
      patient: { patientId: "p1", firstName: "F", lastName: "L", dateOfBirth: null, gender: "" },
      stays: [stay()],
      tests: [],
    },
  ]);

const push = async (request: unknown, site = "main") => {
  const answer = await sut.staff("POST", `/api/v1/sync?site=${site}`, request);
  expect(answer.status).toBe(200);
  const { results } = wardPushResponseSchema.parse(await answer.json());
  return results.map(({ status, code }) => code ?? status);
};

const readAlert = async (site = "main") => {
  const answer = await sut.staff("GET", `/api/v1/wards/4B?site=${site}`);
  return wardSnapshotSchema.parse(await answer.json()).beds[0]?.alert;
};

test("an acknowledgement is stored once, and stands as of when the nurse made it", async () => {
  await seed();
  const tablet = createWardTablet({ offsetMs: 3_600_000 });
  const entry = tablet.record(hourMs(NOW - 1), "acknowledge", { ...target, ...ama, what: "seen" });
  expect(await push(tablet.push(hourMs(NOW), [entry, entry]))).toEqual(["stored", "stored"]);
  expect(await push(tablet.push(hourMs(NOW), [entry]))).toEqual(["duplicate"]);
  expect(await readAlert()).toMatchObject({
    state: "acknowledged",
    action: { by: { name: "Ama" }, tablet: tablet.tablet, at: hour(NOW - 1), until: hour(NOW + 7) },
  });
  const log = await sut.store.clinical.alertLog.readDay("main", hour(NOW - 1).slice(0, 10));
  expect(log.map(({ what }) => what)).toEqual(["acknowledged"]);
});

test("an entry made before the server opened the alert applies to the one it opens", async () => {
  sut.clock.nowMs = hourMs(47);
  await seed();
  sut.clock.nowMs = hourMs(48 + MINUTE);
  const tablet = createWardTablet();
  const entry = tablet.record(hourMs(48), "acknowledge", { ...target, ...ama, what: "ordered" });
  expect(await push(tablet.push(sut.clock.nowMs, [entry]))).toEqual(["stored"]);
  expect(await readAlert()).toBeNull();
  const { settleAdmission } = await import("../operations/ward/settle-admission.ts");
  await settleAdmission(sut.deps, "main", target, {
    settings: await sut.store.clinical.wardSettings.readFresh("main"),
    mayOpen: true,
    because: "facts",
  });
  expect(await readAlert()).toMatchObject({ state: "acknowledged", action: { what: "ordered" } });
});

test("one bad entry never fails its batch", async () => {
  await seed();
  const tablet = createWardTablet();
  const noTests = (days: number) =>
    tablet.record(sut.clock.nowMs, "no-tests", {
      ...target,
      ...ama,
      reason: "Palliative care",
      reviewAt: new Date(sut.clock.nowMs + days * 86_400_000).toISOString(),
    });
  const entries = [
    tablet.record(sut.clock.nowMs, "snooze", {
      ...target,
      ...ama,
      admissionId: "a9",
      reason: "Theatre",
      minutes: 60,
    }),
    noTests(91.01),
    tablet.record(sut.clock.nowMs, "snooze", {
      ...target,
      ...ama,
      patientId: "p9",
      reason: "Theatre",
      minutes: 60,
    }),
    noTests(90),
  ];
  expect(await push(tablet.push(sut.clock.nowMs, entries))).toEqual([
    "UNKNOWN_ADMISSION",
    "TOO_LONG",
    "UNKNOWN_ADMISSION",
    "stored",
  ]);
  expect(await readAlert()).toMatchObject({ state: "no-tests" });
});

test("a snooze lasts 24 hours at most, whatever a tablet asks for", async () => {
  await seed();
  const tablet = createWardTablet();
  const snooze = (minutes: number) =>
    tablet.push(sut.clock.nowMs, [
      tablet.record(sut.clock.nowMs, "snooze", { ...target, ...ama, reason: "Theatre", minutes }),
    ]);
  expect((await sut.staff("POST", "/api/v1/sync", snooze(24 * 60 + 1))).status).toBe(400);
  expect(await readAlert()).toMatchObject({ state: "open" });
  expect(await push(snooze(24 * 60))).toEqual(["stored"]);
  expect(await readAlert()).toMatchObject({ state: "snoozed" });
});

test("what was stored, and never settled, is settled by the next attempt", async () => {
  await seed();
  const tablet = createWardTablet();
  const entry = tablet.record(sut.clock.nowMs, "acknowledge", { ...target, ...ama, what: "seen" });
  const { admissions } = sut.store.clinical;
  const { save } = admissions;
  admissions.save = () => Promise.reject(new Error("The power is gone"));
  const request = tablet.push(sut.clock.nowMs, [entry]);
  expect((await sut.staff("POST", "/api/v1/sync", request)).status).toBe(500);
  admissions.save = save;
  expect(await readAlert()).toMatchObject({ state: "open" });
  expect(await push(request)).toEqual(["duplicate"]);
  expect(await readAlert()).toMatchObject({ state: "acknowledged" });
});

test("views raise when an alert was last seen, and stand in the access log once", async () => {
  await seed();
  const tablet = createWardTablet();
  const view = (atHour: number, episodes: string[]) =>
    tablet.record(hourMs(atHour), "view", {
      ward: "4B",
      screen: "tablet",
      dataAsOf: hour(atHour),
      monitorAt: null,
      episodes,
    });
  const late = view(NOW - 0.1, [EPISODE, "b@x"]);
  const early = view(NOW - 1, [EPISODE]);
  const old = view(NOW - 24 * 9, ["c@x"]);
  for (const entries of [[late], [early, old], [late, early]]) {
    await push(tablet.push(hourMs(NOW), entries));
  }
  expect(await sut.store.clinical.viewedAlerts.read("main", "4B")).toEqual({
    [EPISODE]: hour(NOW - 0.1),
    "b@x": hour(NOW - 0.1),
  });
  const answer = await sut.staff("GET", `/api/v1/access-log?day=${hour(NOW).slice(0, 10)}`);
  const { entries } = accessLogSchema.parse(await answer.json());
  expect(entries).toEqual([
    expect.objectContaining({
      what: "view",
      by: "script",
      ward: "4B",
      at: hour(NOW - 1),
      count: 1,
    }),
    expect.objectContaining({ what: "view", tablet: tablet.tablet, at: hour(NOW - 0.1), count: 2 }),
  ]);
});

test("a push that cannot be read stores nothing, and names no value", async () => {
  await seed();
  const tablet = createWardTablet();
  const entry = tablet.record(sut.clock.nowMs, "snooze", {
    ...target,
    ...ama,
    reason: "Theatre",
    minutes: 24 * 60 + 1,
  });
  const answer = await sut.staff("POST", "/api/v1/sync", tablet.push(sut.clock.nowMs, [entry]));
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    error: { details: { field: "entries.0.body.minutes" } },
  });
  expect((await sut.staff("POST", "/api/v1/sync?site=nowhere", tablet.push(0, []))).status).toBe(
    400,
  );
});

test("entries of two tablets, in any order and any number of times, come to the same alert", async () => {
  const one = createWardTablet({ offsetMs: -7_200_000 });
  const two = createWardTablet({ offsetMs: 86_400_000 });
  const at = (hours: number) => hourMs(NOW + hours);
  const said = {
    first: one.record(at(0.1), "acknowledge", { ...target, ...ama, what: "seen" }),
    second: two.record(at(0.1), "snooze", { ...target, ...bo, reason: "Theatre", minutes: 30 }),
    third: two.record(at(0.2), "acknowledge", { ...target, ...bo, what: "sample-taken" }),
  };
  const entries: [typeof one, WardEntry][] = [
    [one, said.first],
    [two, said.second],
    [two, said.third],
    [one, one.record(at(0.3), "withdraw", { ...target, ...ama, entryId: said.third.id })],
    [one, one.record(at(0.4), "escalate", { ...target, ...ama })],
    [
      two,
      two.record(at(0.5), "no-tests", {
        ...target,
        ...bo,
        reason: "Comfort",
        reviewAt: hour(NOW + 30),
      }),
    ],
    [
      one,
      one.record(at(0.6), "withdraw", {
        ...target,
        ...ama,
        entryId: two.record(0, "view", {
          ward: "",
          screen: "wall",
          dataAsOf: hour(0),
          monitorAt: null,
          episodes: [],
        }).id,
      }),
    ],
  ];
  // All arrive at one hour, so that what the server adds of its own is the same.
  let runs = 0;
  const outcome = async (pushes: readonly (readonly number[])[]) => {
    const site = `ward-${++runs}`;
    sut.clock.nowMs = hourMs(NOW);
    await sut.addSite(site);
    // What the server sent to the channels meanwhile is history, and depends on when it heard.
    const policy = { escalateAfterMinutes: null, unviewedMinutes: null };
    await sut.store.clinical.wardSettings.save(site, 0, wardSettings(policy));
    await seed(site);
    sut.clock.nowMs = at(1);
    for (const indexes of pushes) {
      for (const tablet of [one, two]) {
        const mine = indexes.flatMap((index) => {
          const [from, entry] = entries[index] as (typeof entries)[number];
          return from === tablet ? [entry] : [];
        });
        if (mine.length > 0) await push(tablet.push(at(1), mine), site);
      }
    }
    return readAlert(site);
  };
  const all = entries.map((_, index) => index);
  const expected = await outcome([all]);
  expect(expected).toMatchObject({
    state: "no-tests",
    action: { by: { name: "Bo" }, until: hour(NOW + 30) },
    first: { entryId: said.first.id },
  });
  const indexes = fc.integer({ min: 0, max: entries.length - 1 });
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(all, { minLength: entries.length }),
      fc.array(fc.array(indexes, { minLength: 1, maxLength: 3 }), { maxLength: 4 }),
      async (order, repeats) => {
        const pushes = [...repeats, ...order.map((index) => [index]), ...repeats];
        expect(await outcome(pushes)).toEqual(expected);
      },
    ),
    { numRuns: 8 },
  );
});
