import type { VisitCode } from "@throughline/shared/visit-code.ts";
import { beforeEach, expect, test } from "vitest";
import { isOver } from "./device.ts";
import { append, pending, readSnapshot } from "./journal.ts";
import { push } from "./push.ts";
import { takeOver } from "./take-over.ts";
import { type ClinicServer, createClinicServer } from "./testing/clinic-server.ts";
import { createPhone, type Phone } from "./testing/phone.ts";

const hour = 3_600_000;
const site = "main";
const visitId = "01939e3a-5b00-7abc-8def-0000000000ad";
const code: VisitCode = { site, visitId, visitDay: "2026-11-19", language: "en" };

let server: ClinicServer;
let phone: Phone;
beforeEach(() => {
  server = createClinicServer();
  phone = createPhone(server.fetch);
  return () => phone.journal.storage.close();
});

const pass = (ms: number) => {
  phone.clock.wallMs += ms;
  phone.clock.monotonicMs += ms;
};
const scan = (station: string) => append(phone.journal, { type: "scan", site, station });
const shown = async () => (await readSnapshot(phone.journal)).device.visits[site];

test("the next scan belongs to the visit of the code, under its day", async () => {
  expect(await takeOver(phone.journal, code)).toBe("taken");
  expect(await shown()).toMatchObject({ visitId, scans: [] });
  phone.restart();
  pass(hour);
  await scan("lab");
  const [entry] = await pending(phone.journal);
  expect(entry?.body).toEqual({
    visitId,
    visitDay: "2026-11-19",
    visitStartedAt: "2026-11-19T12:00:00.000Z",
    station: "lab",
  });
  expect((await readSnapshot(phone.journal)).device.latestSite).toBe(site);
});

test("a slip's visit gets this phone's day, and its scans say that it may stand on another", async () => {
  await takeOver(phone.journal, { ...code, visitDay: undefined });
  await scan("lab");
  const [entry] = await pending(phone.journal);
  expect(entry?.body).toMatchObject({ visitId, visitDay: "2026-11-20", slip: true });
});

test("a visit taken over is over after the visit limit without a scan, and then another begins", async () => {
  await takeOver(phone.journal, code);
  const visit = await shown();
  const takenMs = phone.clock.wallMs;
  expect(visit && isOver(visit, undefined, takenMs + 12 * hour)).toBe(false);
  expect(visit && isOver(visit, undefined, takenMs + 12 * hour + 1)).toBe(true);
  pass(12 * hour + 1);
  await scan("lab");
  expect((await shown())?.visitId).not.toBe(visitId);
});

test("the same code again changes nothing", async () => {
  await takeOver(phone.journal, code);
  await scan("lab");
  const before = await readSnapshot(phone.journal);
  pass(hour);
  expect(await takeOver(phone.journal, code)).toBe("known");
  expect(await readSnapshot(phone.journal)).toEqual(before);
});

test("the phone's own code on the phone itself changes nothing either", async () => {
  await scan("lab");
  const own = await shown();
  expect(await takeOver(phone.journal, { ...code, visitId: own?.visitId ?? "" })).toBe("known");
  expect(await shown()).toEqual(own);
});

test("a visit of the phone's own that goes on is replaced only on its owner's word", async () => {
  await scan("lab");
  await push(phone.journal);
  const own = await shown();
  expect(await takeOver(phone.journal, code)).toBe("asks");
  expect(await shown()).toEqual(own);
  expect(await takeOver(phone.journal, code, { replace: true })).toBe("taken");
  expect((await shown())?.visitId).toBe(visitId);
});

test("a visit that is over is replaced, but not while something of it is unsent", async () => {
  await scan("lab");
  await append(phone.journal, { type: "end", site });
  expect(await takeOver(phone.journal, code)).toBe("asks");
  await push(phone.journal);
  expect(await takeOver(phone.journal, code)).toBe("taken");
});

test("what the replaced visit recorded is sent all the same", async () => {
  await scan("lab");
  const own = (await shown())?.visitId;
  await takeOver(phone.journal, code, { replace: true });
  pass(hour);
  await scan("vitals");
  await push(phone.journal);
  const stored = [...server.stored.values()].map(({ body }) => body.visitId);
  expect(stored).toEqual([own, visitId]);
});

test("the visit at another site stays as it is", async () => {
  await append(phone.journal, { type: "scan", site: "annex", station: "lab" });
  const annex = (await readSnapshot(phone.journal)).device.visits.annex;
  expect(await takeOver(phone.journal, code)).toBe("taken");
  const { device } = await readSnapshot(phone.journal);
  expect(device.visits.annex).toEqual(annex);
  expect(device.latestSite).toBe(site);
});

test("the right day that the server names holds for a visit taken over, too", async () => {
  server = createClinicServer({ rightDay: () => "2026-11-18" });
  phone.journal.storage.close();
  phone = createPhone(server.fetch);
  await takeOver(phone.journal, code);
  await scan("lab");
  expect(await push(phone.journal)).toBeUndefined();
  expect((await shown())?.visitDay).toBe("2026-11-18");
});
