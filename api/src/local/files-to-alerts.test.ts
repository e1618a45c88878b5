import {
  lisFile,
  pmsFile,
  type SimulatedStay,
  type SimulatedTest,
  simulateWard,
} from "@throughline/shared/testing/ward-files.ts";
import type { Monitoring, PatientDetail } from "@throughline/shared/ward-api.ts";
import { parse } from "csv-parse/sync";
import { afterAll, expect, test, vi } from "vitest";
import { createFileSender } from "./testing/file-sender.ts";
import { createFolders, startProduct } from "./testing/product-process.ts";

const folders = createFolders();
afterAll(() => folders.removeAll());

const HOUR_MS = 3_600_000;
const COUNTING = ["final", "resulted", "preliminary"];

type Row = Record<string, string>;
const rowsOf = (text: string): Row[] => parse(text, { columns: true });

/** Who is overdue by what the files' rows say, looked up row by row. */
const findOverdue = (pms: Row[], lis: Row[], atMs: number): Map<string, string | null> => {
  const overdue = new Map<string, string | null>();
  for (const stay of pms) {
    const dischargedMs = stay.discharge_date ? Date.parse(stay.discharge_date) : Infinity;
    const admittedMs = Date.parse(stay.admission_date ?? "");
    if (atMs >= dischargedMs) continue;
    let last: string | null = null;
    for (const row of lis) {
      const { test_date: at = "" } = row;
      if (row.patient_id !== stay.patient_id || !COUNTING.includes(row.status ?? "")) continue;
      const isOfStay = row.admission_id
        ? row.admission_id === stay.admission_id
        : Date.parse(at) >= admittedMs && Date.parse(at) < dischargedMs;
      if (isOfStay && (last === null || Date.parse(at) > Date.parse(last))) last = at;
    }
    const sinceMs = last === null ? admittedMs : Date.parse(last);
    if (atMs - sinceMs >= 48 * HOUR_MS) overdue.set(stay.admission_id ?? "", last);
  }
  return overdue;
};

/** Nothing is so near to its hours that the time a test takes could matter. */
const isClearAt = (nowMs: number, stays: SimulatedStay[], tests: SimulatedTest[]) =>
  [...stays.map((stay) => stay.admittedMs), ...tests.map((one) => one.performedMs)].every(
    (ms) => Math.abs(nowMs - ms - 48 * HOUR_MS) > 10 * 60_000,
  );

test("what is sent and dropped is monitored: exactly the beds that the rows name", async () => {
  const data = folders.make();
  const args = ["--port", "0", "--time-zone", "Europe/Berlin"];
  const product = await startProduct(data, args, { THROUGHLINE_MONITOR_MS: "500" });
  const { ask, makeToken, send, finished, drop } = createFileSender(product);
  const readMonitoring = () => ask<Monitoring>("/patients/monitoring");
  /** What the monitor says after a tick that began after now. */
  const nextTick = async () => {
    const { asOf } = await readMonitoring();
    return vi.waitUntil(
      async () => {
        const next = await readMonitoring();
        return next.monitorAt !== null && next.monitorAt > asOf && next;
      },
      { timeout: 300_000, interval: 100 },
    );
  };
  const expectOverdue = ({ alerts, asOf }: Monitoring, pms: Row[], lis: Row[]) => {
    const overdue = findOverdue(pms, lis, Date.parse(asOf));
    expect(
      Object.fromEntries(alerts.map(({ admissionId, lastTestAt }) => [admissionId, lastTestAt])),
    ).toEqual(Object.fromEntries(overdue));
    expect(alerts).toHaveLength(overdue.size);
    return overdue;
  };

  const nowMs = Date.now();
  let seed = 1;
  const simulate = () => simulateWard({ seed, nowMs, wards: ["4A", "4B"], bedsPerWard: 20 });
  while (!isClearAt(nowMs, simulate().stays, simulate().tests)) seed++;
  const { stays, tests } = simulate();
  const pms = rowsOf(pmsFile(stays));
  const lis = rowsOf(lisFile(tests));

  // Sent by curl's lines: the laboratory's file first, whose patients nobody has named yet.
  for (const [feed, text] of [
    ["lis", lisFile(tests)],
    ["pms", pmsFile(stays)],
  ] as const) {
    const token = await makeToken(feed);
    const report = await finished(await send(token, `${feed}.csv`, text), token);
    const { length } = rowsOf(text);
    expect(report).toMatchObject({ state: "done", feed, problem: null, sentBy: "feed" });
    expect(report.counts).toMatchObject({ rows: length, stored: length, rejected: 0 });
  }
  const first = await nextTick();
  const overdue = expectOverdue(first, pms, lis);
  expect(overdue.size).toBeGreaterThan(4);
  expect([...overdue.values()]).toContain(null);
  expect(first.alerts.every(({ confirmed, state }) => confirmed && state === "open")).toBe(true);

  // Dropped into the bucket: one of them is tested, one goes home, and a bed is forgotten.
  const [tested, left] = first.alerts;
  const forgotten = { ...(stays[0] as SimulatedStay), patientId: "P-NEW", admissionId: "A-NEW" };
  const laterTests: SimulatedTest[] = [
    {
      testId: "T-NEW",
      patientId: tested?.patientId ?? "",
      admissionId: tested?.admissionId ?? "",
      testType: "CRP",
      performedMs: nowMs - HOUR_MS,
      result: "12.0",
      status: "final",
    },
  ];
  const gone = stays.find(({ admissionId }) => admissionId === left?.admissionId);
  const laterStays = [
    { ...(gone as SimulatedStay), dischargedMs: nowMs - HOUR_MS },
    { ...forgotten, admittedMs: nowMs - 60 * HOUR_MS, dischargedMs: null, bed: "21" },
  ];
  const dropped = await drop(data, "uploaded/main/lis/evening.csv", lisFile(laterTests));
  expect(dropped).toMatchObject({ state: "done", sentBy: "bucket", feed: "lis" });
  expect((await drop(data, "uploaded/main/stays.csv", pmsFile(laterStays))).feed).toBe("pms");
  const second = await nextTick();
  const pmsNow = [
    ...pms.filter((row) => row.admission_id !== left?.admissionId),
    ...rowsOf(pmsFile(laterStays)),
  ];
  const names = [...expectOverdue(second, pmsNow, [...lis, ...rowsOf(lisFile(laterTests))]).keys()];
  expect(names).toContain("A-NEW");
  expect(names).not.toContain(tested?.admissionId);
  expect(names).not.toContain(left?.admissionId);
  // The tick has opened what it found, and why is told with the file and its line.
  const detail = await ask<PatientDetail>("/patients/P-NEW");
  expect(detail.admissions[0]?.alert?.openedAt).toBeTruthy();
  expect(detail.admissions[0]?.admission.source).toMatchObject({ file: "stays.csv", line: 3 });

  // The log names no one, and nothing went wrong.
  const log = product
    .output()
    .split("\n")
    .filter((line) => line.startsWith("{"));
  expect(log.length).toBeGreaterThan(5);
  expect(log.join("\n")).not.toMatch(/-failed|failure|unavailable|passed-over|P1\d{4}|A5\d{4}|NEW/);
  expect(await product.end("SIGINT")).toBe(0);
});
