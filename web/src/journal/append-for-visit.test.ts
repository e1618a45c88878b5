import { pushRequestSchema } from "@throughline/shared/journal.ts";
import type { VisitCode } from "@throughline/shared/visit-code.ts";
import { afterEach, expect, test } from "vitest";
import { appendForVisit } from "./append-for-visit.ts";
import { append, pending, readSnapshot } from "./journal.ts";
import { push } from "./push.ts";
import { rememberGuide } from "./remember-guide.ts";
import { removeVisit } from "./remove.ts";
import { reportTablet } from "./report-tablet.ts";
import { becomeTablet } from "./tablet.ts";
import { type ClinicServer, createClinicServer } from "./testing/clinic-server.ts";
import { createPhone, type Phone } from "./testing/phone.ts";

const minute = 60_000;
const ada = "01939e3a-5b00-7abc-8def-0000000000ad";
const bob = "01939e3a-5b00-7abc-8def-0000000000b0";
const codeOf = (visitId: string, visitDay = "2026-11-20"): VisitCode => ({
  site: "main",
  visitId,
  visitDay,
  language: "en",
});
const slipOf = (visitId: string): VisitCode => ({ ...codeOf(visitId), visitDay: undefined });

let tablet: Phone;
let server: ClinicServer;
const setUp = (options: Parameters<typeof createPhone>[1] = {}) => {
  server = createClinicServer();
  tablet = createPhone(server.fetch, options);
  return tablet.journal;
};
afterEach(() => tablet.journal.storage.close());

const pass = (ms: number) => {
  tablet.clock.wallMs += ms;
  tablet.clock.monotonicMs += ms;
};
const see = (code: VisitCode, station = "lab") => appendForVisit(tablet.journal, { code, station });
const recorded = async () => (await readSnapshot(tablet.journal)).forOthers;

test("a scan for another's visit stands under that visit's day", async () => {
  const journal = setUp();
  await rememberGuide(journal, "main", {
    timeZone: "Europe/Berlin",
    visitLimitHours: 12,
    exits: [],
    labels: {},
  });
  await see(codeOf(ada, "2026-11-19"));
  const [entry] = await recorded();
  expect(entry).toMatchObject({
    type: "scan",
    deviceAt: "2026-11-20T09:00:00.000Z",
    // The middle of the code's day in Berlin.
    body: {
      visitId: ada,
      visitDay: "2026-11-19",
      visitStartedAt: "2026-11-19T11:00:00.000Z",
      station: "lab",
    },
  });
  expect(entry?.body).not.toHaveProperty("slip");
});

test("a slip's scan takes this device's day and is marked", async () => {
  setUp({ startMs: Date.parse("2026-11-20T23:30:00.000Z"), timeZone: "Europe/Berlin" });
  await see(slipOf(ada));
  expect((await recorded())[0]?.body).toMatchObject({ visitDay: "2026-11-21", slip: true });
});

test("a measured offset corrects the day and the claimed start", async () => {
  const journal = setUp({ startMs: Date.parse("2026-11-20T23:30:00.000Z") });
  await journal.storage.write(async (transaction) =>
    transaction.putDevice({ ...(await transaction.device()), offsetMs: 60 * minute }),
  );
  await see(slipOf(ada));
  expect((await recorded())[0]?.body).toMatchObject({
    visitDay: "2026-11-21",
    visitStartedAt: "2026-11-20T23:30:00.000Z",
  });
});

test("the same code within a minute at the same station is one scan, another one's is not", async () => {
  setUp();
  const first = await see(codeOf(ada));
  expect(first).toMatchObject({ repeated: false, deviceAt: "2026-11-20T09:00:00.000Z" });
  await see(codeOf(bob));
  pass(minute - 1);
  expect(await see(codeOf(ada))).toEqual({ ...first, repeated: true });
  expect(await see(codeOf(ada), "vitals")).toMatchObject({ repeated: false });
  pass(minute);
  expect(await see(codeOf(ada), "vitals")).toMatchObject({ repeated: false });
  expect((await recorded()).map(({ body }) => body.visitId)).toEqual([ada, bob, ada, ada]);
});

test("what may be repeated is remembered over a restart, and for a minute only", async () => {
  setUp();
  await see(codeOf(ada));
  tablet.restart();
  expect(await see(codeOf(ada))).toMatchObject({ repeated: true });
  pass(minute);
  await see(codeOf(bob));
  const { device } = await readSnapshot(tablet.journal);
  expect(Object.keys(device.tablet?.recent ?? {})).toEqual([bob]);
});

test("two tabs that see one code at once record one scan", async () => {
  setUp();
  const tab = tablet.openTab();
  const seen = await Promise.all([
    see(codeOf(ada)),
    appendForVisit(tab, { code: codeOf(ada), station: "lab" }),
  ]);
  tab.storage.close();
  expect(seen.filter(({ repeated }) => !repeated)).toHaveLength(1);
  expect(await recorded()).toHaveLength(1);
});

test("the owner's own visit and the scans for others do not touch each other", async () => {
  const journal = setUp();
  await append(journal, { type: "scan", site: "main", station: "entrance" });
  const before = (await readSnapshot(journal)).device.visits;
  await see(codeOf(before.main?.visitId ?? ""));
  await see(codeOf(ada));
  const snapshot = await readSnapshot(journal);
  expect(snapshot.device.visits).toEqual(before);
  expect(snapshot.entries.map(({ body }) => "station" in body && body.station)).toEqual([
    "entrance",
  ]);
  expect(snapshot.forOthers).toHaveLength(2);

  await removeVisit(journal, "main", "discard");
  const after = await readSnapshot(journal);
  expect(after.entries).toEqual([]);
  expect(after.forOthers).toHaveLength(2);
  expect(after.device.tablet).toEqual(snapshot.device.tablet);
});

test("scans for others are sent apart, with the tablet's report", async () => {
  const journal = setUp();
  await append(journal, { type: "scan", site: "main", station: "entrance" });
  await see(codeOf(ada));
  await see(codeOf(bob));
  expect(await push(journal)).toBeUndefined();
  expect(await pending(journal)).toEqual([]);
  const { tablet: known } = (await readSnapshot(journal)).device;
  expect(server.requests.map(({ body }) => [body.entries.length, body.tablet])).toEqual([
    [1, undefined],
    [2, { id: known?.id, station: "lab", waiting: 2 }],
  ]);
  for (const { body } of server.requests) {
    expect(pushRequestSchema.safeParse(body).success).toBe(true);
    for (const entry of body.entries) expect(entry).not.toHaveProperty("forOthers");
  }
});

test("a tablet with nothing to send says so, once in five minutes", async () => {
  const journal = setUp();
  expect(await reportTablet(journal)).toBeUndefined();
  expect(server.requests).toEqual([]);
  await becomeTablet(journal, { site: "main", station: "vitals" });
  server.fates = ["lost"];
  expect(await reportTablet(journal)).toEqual({ status: 0, code: "NO_CONNECTION" });
  expect(await reportTablet(journal)).toBeUndefined();
  expect(server.requests.map(({ body }) => [body.entries, body.tablet?.waiting])).toEqual([
    [[], 0],
  ]);
  pass(5 * minute - 1);
  await reportTablet(journal);
  expect(server.requests).toHaveLength(1);
  pass(1);
  await reportTablet(journal);
  expect(server.requests).toHaveLength(2);
  await see(codeOf(ada));
  pass(5 * minute);
  await reportTablet(journal);
  expect(server.requests).toHaveLength(2);
});

test("a report that the server did not take is known until it takes one", async () => {
  const journal = setUp();
  server.signedIn = false;
  await see(codeOf(ada));
  expect(await push(journal)).toBeUndefined();
  const signedOut = (await readSnapshot(journal)).device.tablet;
  expect(signedOut).toMatchObject({ signedOut: true });
  expect(signedOut).not.toHaveProperty("reportedAt");
  server.signedIn = true;
  await reportTablet(journal);
  expect((await readSnapshot(journal)).device.tablet).toMatchObject({
    signedOut: false,
    reportedAt: "2026-11-20T09:00:00.000Z",
  });
});

test("a tablet keeps its id from station to station", async () => {
  const journal = setUp();
  await becomeTablet(journal, { site: "main", station: "lab" });
  const before = (await readSnapshot(journal)).device.tablet;
  await becomeTablet(journal, { site: "main", station: "vitals" });
  expect((await readSnapshot(journal)).device.tablet).toEqual({ ...before, station: "vitals" });
});

test("the tablet counts what it recorded today at its station, once each", async () => {
  const journal = setUp();
  const tally = async () => (await readSnapshot(journal)).device.tablet?.tally;
  await see(codeOf(ada));
  await see(codeOf(ada));
  await see(slipOf(bob));
  expect(await tally()).toEqual({ day: "2026-11-20", station: "lab", scans: 2 });
  await push(journal);
  expect((await tally())?.scans).toBe(2);
  await see(codeOf(ada), "vitals");
  expect(await tally()).toEqual({ day: "2026-11-20", station: "vitals", scans: 1 });
  pass(24 * 60 * minute);
  // A visit of yesterday counts on its own day, and the tablet's work of today is today's.
  await see(codeOf(bob), "vitals");
  expect(await tally()).toEqual({ day: "2026-11-21", station: "vitals", scans: 1 });
});

test("a tablet that moves keeps its id and what codes are its clinic's", async () => {
  const journal = setUp();
  const here = async () => (await readSnapshot(journal)).device.tablet;
  await becomeTablet(journal, { site: "main", station: "lab", origins: ["https://flow.example"] });
  const id = (await here())?.id;
  await becomeTablet(journal, { site: "main", station: "vitals" });
  expect(await here()).toMatchObject({ id, station: "vitals", origins: ["https://flow.example"] });
});
