import { DEFAULT_COUNTING } from "@throughline/shared/lab-test.ts";
import { lisFile, pmsFile, simulateWard } from "@throughline/shared/testing/ward-files.ts";
import { expect, test } from "vitest";
import { type BacktestRequest, runBacktest } from "./run-backtest.ts";

const HOUR = 3_600_000;
const nowMs = Date.parse("2026-11-21T12:00:00.000Z");

const fileOf = (text: string) => ({
  name: "file.csv",
  bytes: (async function* () {
    yield new TextEncoder().encode(text);
  })(),
});
const run = (pms: string, lis: string, changes: Partial<BacktestRequest> = {}) =>
  runBacktest({
    pms: fileOf(pms),
    lis: fileOf(lis),
    thresholdHours: 48,
    rule: { types: { rule: "all", names: [] }, statuses: [...DEFAULT_COUNTING] },
    timeZone: "Europe/Berlin",
    fromMs: undefined,
    toMs: undefined,
    stepMs: 60_000,
    nowMs,
    ...changes,
  });

test("two files worked out by hand", async () => {
  const pms = `status,patient_id,admission_id,admission_date,ward,bed_number,discharge_date,updated_at
Discharged,1,A1,2026-03-01T00:00:00Z,4B,7,2026-03-06T00:00:00Z,2026-03-06T00:00:00Z
Active,2,A2,2026-03-02T12:00:00Z,,,,2026-03-02T12:00:00Z
Active,NA,A3,2026-03-04 01:00,4B,1,,2026-03-04T00:00:00Z
Cancelled,4,A4,2026-03-01T00:00:00Z,4B,2,,2026-03-01T00:00:00Z
Active,5,A5,,4B,3,,
Active,6,A6,03/05/2026,4B,4,,
`;
  const lis = `test_id,patient_id,test_type,test_date,admission_id,status
T1,1,CRP,2026-03-02T12:00:00Z,A1,final
T2,1,CRP,2026-03-04T18:00:00Z,,final
T3,1,CRP,2026-03-07T00:00:00Z,A1,final
T4,2,CRP,2026-03-04T12:00:00Z,A2,ordered
T5,2,CRP,2026-03-07T12:00:00Z,A2,resulted
`;
  expect(await run(pms, lis)).toEqual({
    // A1: T1 to T2 is 54 h, so 6 h are over; T2 to the discharge is 30 h. A2: 48 h without a test on
    // 4 March, until T5: 72 h. A3: due on 6 March at 00:00 in UTC, until the last time known: 36 h.
    admissions: 3,
    admissionsWithEpisode: 3,
    episodes: 3,
    alertsOpened: 3,
    overdueHours: 6 + 72 + 36,
    alertsPerDay: { "2026-03-04": 2, "2026-03-06": 1 },
    alertsPerWard: { "4B": 2, "-": 1 },
    from: "2026-03-01T00:00:00.000Z",
    to: "2026-03-07T12:00:00.000Z",
    thresholdHours: 48,
    // A5 says no time at all, A6's date is of no shape that is read.
    rejectedRows: 2,
    rejected: [
      { file: "pms", line: 6, reasons: [{ column: "admission_date", reason: expect.any(String) }] },
      { file: "pms", line: 7, reasons: [{ column: "admission_date", reason: expect.any(String) }] },
    ],
    remarks: [],
  });
});

test("what a rehearsal would hide is said: words that nobody has mapped, and dates that are missing", async () => {
  const pms = `patient_id,admission_id,admission_date,ward,status,updated_at
1,A1,2026-03-01T00:00:00Z,4B,Here,2026-03-01T00:00:00Z
2,A2,,4B,Active,2026-03-01T00:00:00Z
`;
  const lis = `test_id,patient_id,test_type,test_date,status
T1,1,CRP,2026-03-02T00:00:00Z,signed off
T2,1,CRP,2026-03-03T00:00:00Z,signed off
T3,1,CRP,2026-03-04T00:00:00Z,final
`;
  expect(await run(pms, lis)).toMatchObject({
    // A1 is tested on the 4th, after 72 h; A2, admitted at no known time, counts from when it was known.
    episodes: 2,
    overdueHours: 48,
    rejectedRows: 0,
    remarks: [
      { file: "pms", sentence: expect.stringContaining("unknown status"), rows: 1 },
      { file: "pms", sentence: expect.stringContaining("No admission_date"), rows: 1 },
      { file: "lis", sentence: expect.stringContaining("unknown status"), rows: 2 },
    ],
  });
});

test("rows of tests that count for no stay are said", async () => {
  const pms = `patient_id,admission_id,admission_date,ward
1,A1,2026-03-01T00:00:00Z,4B
1,A2,2026-03-02T00:00:00Z,4B
2,A3,2026-03-02T00:00:00Z,4B
`;
  const lis = `test_id,patient_id,test_type,test_date,admission_id
T1,1,CRP,2026-03-02T06:00:00Z,
T2,1,CRP,2026-03-02T07:00:00Z,A3
T3,1,CRP,2026-03-02T08:00:00Z,a1
T4,9,CRP,2026-03-02T09:00:00Z,
`;
  const reasons = (line: number, reason: string) => ({
    file: "lis",
    line,
    reasons: [{ column: "admission_id", reason: expect.stringContaining(reason) }],
  });
  expect(await run(pms, lis)).toMatchObject({
    rejectedRows: 2,
    rejected: [reasons(2, "more than one stay"), reasons(3, "another patient")],
    remarks: [{ file: "lis", sentence: expect.stringContaining("no stay"), rows: 2 }],
  });
});

test("the period is from the first to the last time of the files, and both belong to it", async () => {
  const pms = `patient_id,admission_id,admission_date,ward,discharge_date,updated_at
1,A1,2026-03-01T00:00:00Z,4B,,2026-03-04T00:00:00Z
2,A2,2026-03-04T00:00:00Z,4B,,
3,A3,2026-03-02T00:00:00Z,4B,2026-03-02T00:00:00Z,
`;
  const lis = "test_id,patient_id,test_type,test_date\n";
  // A1 was known to be there until the 4th: 24 h past its 48.
  const whole = { from: "2026-03-01T00:00:00.000Z", to: "2026-03-04T00:00:00.000Z" };
  expect(await run(pms, lis)).toMatchObject({ ...whole, admissions: 3, overdueHours: 24 });
  const toMs = Date.parse(whole.to);
  expect(await run(pms, lis, { toMs })).toMatchObject({ ...whole, admissions: 2 });
});

test("a file of another kind, or cut short, is said and nothing is counted", async () => {
  const pms = "patient_id,admission_id,admission_date,ward\n1,A1,2026-03-01,4B\n";
  const lis = "test_id,patient_id,test_type,test_date\n";
  expect(await run(lis, lis)).toMatchObject({ file: "pms", problem: { code: "WRONG_KIND" } });
  expect(await run(pms, `${lis}T1,1,"CRP`)).toMatchObject({
    file: "lis",
    problem: { code: "CUT_IN_QUOTE" },
  });
  expect(await run("", lis)).toMatchObject({ file: "pms", problem: { code: "EMPTY" } });
});

test("a simulated hospital gives what sorting its tests by hand gives, at any step", async () => {
  const { stays, tests } = simulateWard({ seed: 11, nowMs, wards: ["4A", "4B"], bedsPerWard: 30 });
  let episodes = 0;
  let overdueMs = 0;
  const withEpisode = new Set<string>();
  const endOfPeriod = Math.max(
    ...tests.map(({ performedMs }) => performedMs),
    ...stays.flatMap(({ admittedMs, dischargedMs }) => [admittedMs, dischargedMs ?? 0]),
  );
  for (const stay of stays) {
    const end = Math.min(stay.dischargedMs ?? endOfPeriod, endOfPeriod);
    const moments = tests
      .filter((item) => item.patientId === stay.patientId && item.status !== "ordered")
      .map(({ performedMs }) => performedMs);
    for (const [index, since] of [stay.admittedMs, ...moments].entries()) {
      const until = Math.min(moments[index] ?? end, end);
      const overdue = until - (since + 30 * HOUR);
      if (overdue <= 0) continue;
      episodes++;
      overdueMs += overdue;
      withEpisode.add(stay.admissionId);
    }
  }
  expect(episodes).toBeGreaterThan(10);
  const expected = { admissionsWithEpisode: withEpisode.size, episodes };
  for (const stepMs of [60_000, 24 * HOUR]) {
    const found = await run(pmsFile(stays), lisFile(tests), { thresholdHours: 30, stepMs });
    expect(found).toMatchObject(expected);
    expect("problem" in found ? 0 : found.overdueHours).toBeCloseTo(overdueMs / HOUR, 6);
  }
});

test("the server goes on with everything else while it goes through many rows", async () => {
  const { stays, tests } = simulateWard({ seed: 3, nowMs, wards: ["4A"], bedsPerWard: 1_000 });
  let turns = 0;
  let isDone = false;
  const turn = () => {
    turns++;
    if (!isDone) setImmediate(turn);
  };
  setImmediate(turn);
  await run(pmsFile(stays), lisFile(tests));
  isDone = true;
  expect(turns).toBeGreaterThan((stays.length + tests.length) / 500);
});
