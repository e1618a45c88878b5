import fc from "fast-check";
import { expect, test } from "vitest";
import type { Admission } from "../admission.ts";
import { DEFAULT_COUNTING, type LabTest } from "../lab-test.ts";
import {
  type BacktestOptions,
  createBacktest,
  type PatientHistory,
  type StayHistory,
} from "./backtest.ts";

const HOUR = 3_600_000;
const start = Date.parse("2026-03-02T00:00:00.000Z");
const at = (hours: number) => new Date(start + hours * HOUR).toISOString();
const source = (hours: number) => ({
  fileId: "f",
  file: "f.csv",
  line: 2,
  sourceAt: at(hours),
  asOf: at(hours),
});

const stay = (
  from: number | null,
  to: number | null,
  rest: Partial<Admission> = {},
): Admission => ({
  patientId: "p",
  admissionId: "a",
  ward: "4B",
  bed: "1",
  status: "active",
  statusText: "Active",
  statusKnown: true,
  admittedAt: from === null ? null : at(from),
  dischargedAt: to === null ? null : at(to),
  firstSeenAt: at(from ?? 0),
  missingSince: null,
  source: source(from ?? 0),
  ...rest,
});
const labTest = (hours: number, rest: Partial<LabTest> = {}): LabTest => ({
  testId: `t${hours}`,
  patientId: "p",
  admissionId: "a",
  testType: "CRP",
  performedAt: at(hours),
  result: "",
  status: "final",
  labLocation: "",
  source: source(hours),
  ...rest,
});
const options: BacktestOptions = {
  thresholdHours: 48,
  rule: { types: { rule: "all", names: [] }, statuses: [...DEFAULT_COUNTING] },
  timeZone: "UTC",
  fromMs: start,
  toMs: start + 1_000 * HOUR,
  lastAdmissionMs: start + 1_000 * HOUR,
  stepMs: 60_000,
};
const backtest = (patients: PatientHistory[], how: BacktestOptions) => {
  const found = createBacktest(how);
  for (const patient of patients) found.add(patient);
  return found.figures();
};
const run = (stays: Admission[], tests: LabTest[], changes: Partial<BacktestOptions> = {}) =>
  backtest([{ stays: stays.map((item) => [item]), tests }], { ...options, ...changes });

test("an untested stay of 60 hours is overdue for its last 12", () => {
  expect(run([stay(0, 60)], [])).toEqual({
    admissions: 1,
    admissionsWithEpisode: 1,
    episodes: 1,
    alertsOpened: 1,
    overdueHours: 12,
    alertsPerDay: { "2026-03-04": 1 },
    alertsPerWard: { "4B": 1 },
  });
});

test("exactly at the threshold a test or the discharge comes in time", () => {
  expect(run([stay(0, 48)], []).episodes).toBe(0);
  expect(run([stay(0, 90)], [labTest(48)]).episodes).toBe(0);
  const late = labTest(48, { performedAt: new Date(start + 48 * HOUR + 1).toISOString() });
  expect(run([stay(0, 90)], [late])).toMatchObject({ episodes: 1, overdueHours: 1 / HOUR });
});

test("an episode between two ticks counts, and is one that nobody would have noticed", () => {
  const late = labTest(48, { performedAt: new Date(start + 48 * HOUR + 29_000).toISOString() });
  const fromMs = start - 30_000;
  expect(run([stay(0, 90)], [late], { fromMs })).toMatchObject({ episodes: 1, alertsOpened: 0 });
  expect(run([stay(0, 90)], [late], { fromMs, stepMs: 1_000 })).toMatchObject({
    episodes: 1,
    alertsOpened: 1,
  });
});

test("a test from before the admission counts, and the episode begins with the stay at the earliest", () => {
  expect(run([stay(100, 160)], [labTest(40)])).toMatchObject({ episodes: 1, overdueHours: 60 });
  expect(run([stay(100, 160)], [labTest(60)])).toMatchObject({ episodes: 1, overdueHours: 52 });
});

test("tests after the stay, of other stays, ordered or cancelled do not count", () => {
  const tests = [
    labTest(10, { status: "ordered" }),
    labTest(20, { status: "cancelled" }),
    labTest(30, { status: "who knows" }),
    labTest(40, { admissionId: "b" }),
    labTest(70),
  ];
  expect(run([stay(0, 60)], tests)).toMatchObject({ episodes: 1, overdueHours: 12 });
});

test("a test without a stay's number is matched by its instant, and an ambiguous one is not", () => {
  const other = stay(20, 60, { admissionId: "b" });
  const unnamed = labTest(30, { admissionId: "" });
  expect(run([stay(0, 60)], [unnamed]).episodes).toBe(0);
  expect(run([stay(0, 60), other], [unnamed])).toMatchObject({ admissions: 2, episodes: 1 });
});

test("a stay that goes on is overdue to the end of the period, and one under way at its start counts", () => {
  expect(run([stay(0, null)], [], { toMs: start + 50 * HOUR })).toMatchObject({
    episodes: 1,
    overdueHours: 2,
  });
  expect(
    run([stay(0, null)], [], { fromMs: start + 96 * HOUR, toMs: start + 100 * HOUR }),
  ).toMatchObject({ episodes: 1, overdueHours: 4, alertsPerDay: { "2026-03-06": 1 } });
  expect(run([stay(0, 10)], [], { fromMs: start + 10 * HOUR }).admissions).toBe(0);
});

test("who came with the period's last instant, or left as they came, was there", () => {
  const toMs = start + 20 * HOUR;
  const stays = [stay(20, null), stay(5, 5, { admissionId: "b" })];
  expect(run(stays, [], { toMs, lastAdmissionMs: toMs }).admissions).toBe(2);
  expect(run(stays, [], { toMs, lastAdmissionMs: toMs - 1 }).admissions).toBe(1);
});

test("a test that belongs to none of the patient's stays is named", () => {
  const found = createBacktest(options);
  const tests = [
    labTest(30, { admissionId: "" }),
    labTest(31, { admissionId: "b" }),
    labTest(32, { admissionId: "c" }),
  ];
  const overlapping = [stay(0, 60), stay(20, 60, { admissionId: "b" })];
  expect(
    found
      .add({ stays: overlapping.map((one) => [one]), tests })
      .map(({ test, why }) => [test.testId, why]),
  ).toEqual([
    ["t30", "ambiguous"],
    ["t32", "none"],
  ]);
});

test("a cancelled stay is none, and the ward is the one at the time", () => {
  expect(run([stay(0, 100, { status: "cancelled" })], [])).toMatchObject({
    admissions: 0,
    episodes: 0,
  });
  const moved = stay(0, 100, { ward: "", source: source(50) });
  const counted = backtest([{ stays: [[stay(0, 100), moved]], tests: [labTest(49)] }], options);
  expect(counted.alertsPerWard).toEqual({ "4B": 1, "-": 1 });
});

test("any history gives what walking through it hour by hour gives", () => {
  const hour = fc.integer({ min: 0, max: 300 });
  const stayHours = fc.tuple(hour, fc.option(fc.integer({ min: 1, max: 250 })));
  fc.assert(
    fc.property(stayHours, fc.array(hour, { maxLength: 8 }), hour, (span, testHours, threshold) => {
      const [from, length] = span;
      const to = length === null ? null : from + length;
      const periodEnd = 320;
      const thresholdHours = threshold + 1;
      let episodes = 0;
      let overdueHours = 0;
      let inside = false;
      for (let now = from; now < Math.min(to ?? periodEnd, periodEnd); now++) {
        // A test after the stay is never reached here.
        const last = Math.max(
          ...testHours.filter((tested) => tested <= now),
          Number.NEGATIVE_INFINITY,
        );
        const since = Number.isFinite(last) ? last : from;
        const overdue = now - since >= thresholdHours;
        const begins = overdue && (!inside || testHours.includes(now));
        if (begins) episodes++;
        if (overdue) overdueHours++;
        inside = overdue;
      }
      const found = run(
        [stay(from, to)],
        testHours.map((tested, n) => labTest(tested, { testId: `t${n}` })),
        {
          thresholdHours,
          toMs: start + periodEnd * HOUR,
        },
      );
      expect(found.episodes).toBe(episodes);
      expect(found.overdueHours).toBeCloseTo(overdueHours, 9);
    }),
    { numRuns: 300 },
  );
});

/** By sorting the instants of the tests that count, with none of the monitor's code. */
const countByHand = (
  stays: readonly StayHistory[],
  tests: readonly LabTest[],
  { thresholdHours, fromMs, toMs, lastAdmissionMs, stepMs }: BacktestOptions,
) => {
  const ms = (instant: string | null) => (instant === null ? Infinity : Date.parse(instant));
  const final = stays.map((versions) => versions.at(-1) as Admission);
  const figures = {
    admissions: 0,
    admissionsWithEpisode: 0,
    episodes: 0,
    alertsOpened: 0,
    overdueHours: 0,
    alertsPerDay: {} as Record<string, number>,
    alertsPerWard: {} as Record<string, number>,
  };
  for (const [index, one] of final.entries()) {
    if (one.status === "cancelled") continue;
    const admitted = ms(one.admittedAt);
    const left = ms(one.dischargedAt);
    if (admitted > lastAdmissionMs || (left <= fromMs && admitted < fromMs)) continue;
    figures.admissions++;
    const isOurs = ({ admissionId, performedAt, status }: LabTest) => {
      if (status !== "final" || ms(performedAt) > left) return false;
      if (admissionId !== "") return admissionId === one.admissionId;
      const around = final.filter(
        (stay) =>
          stay.status !== "cancelled" &&
          ms(stay.admittedAt) <= ms(performedAt) &&
          ms(performedAt) <= ms(stay.dischargedAt),
      );
      if (around.length === 1) return around[0] === one;
      const begun = around.filter((stay) => ms(stay.admittedAt) === ms(performedAt));
      const ended = around.filter((stay) => ms(stay.dischargedAt) === ms(performedAt));
      return (
        begun.length === 1 && begun[0] === one && begun.length + ended.length === around.length
      );
    };
    const instants = tests.filter(isOurs).map(({ performedAt }) => ms(performedAt));
    const before = Math.max(...instants.filter((instant) => instant <= admitted));
    const since = [
      Number.isFinite(before) ? before : admitted,
      ...[...new Set(instants)].filter((instant) => instant > admitted).sort((a, b) => a - b),
    ];
    let has = 0;
    for (const [place, last] of since.entries()) {
      const begin = Math.max(last + thresholdHours * HOUR, admitted, fromMs);
      const end = Math.min(since[place + 1] ?? Infinity, left, toMs);
      if (begin >= end) continue;
      has = 1;
      figures.episodes++;
      figures.overdueHours += (end - begin) / HOUR;
      let tick = fromMs;
      while (tick < begin) tick += stepMs;
      if (tick < end) figures.alertsOpened++;
      const day = new Date(begin).toISOString().slice(0, 10);
      figures.alertsPerDay[day] = (figures.alertsPerDay[day] ?? 0) + 1;
      const [first, ...later] = stays[index] as StayHistory;
      const said = later.findLast(({ source: said }) => ms(said.sourceAt) <= begin) ?? first;
      const ward = said.ward || "-";
      figures.alertsPerWard[ward] = (figures.alertsPerWard[ward] ?? 0) + 1;
    }
    figures.admissionsWithEpisode += has;
  }
  return figures;
};

test("stays that overlap, move and are cancelled, and tests of none of them, are as counted by hand", () => {
  const hour = fc.integer({ min: 0, max: 120 });
  const stays = fc.array(
    fc.record({
      from: hour,
      length: fc.option(fc.integer({ min: 0, max: 100 })),
      isCancelled: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
      moves: fc.uniqueArray(fc.tuple(hour, fc.constantFrom("A", "B", "")), {
        selector: ([when]) => when,
        maxLength: 3,
      }),
    }),
    { minLength: 1, maxLength: 3 },
  );
  const tests = fc.array(
    fc.record({
      hours: hour,
      admissionId: fc.constantFrom("", "a0", "a1", "a9"),
      status: fc.constantFrom("final", "final", "final", "ordered", "who knows"),
    }),
    { maxLength: 8 },
  );
  const how = fc.record({
    thresholdHours: fc.integer({ min: 1, max: 60 }),
    from: fc.integer({ min: 0, max: 60 }),
    length: fc.integer({ min: 1, max: 150 }),
    stepMs: fc.constantFrom(60_000 * 7, HOUR, 24 * HOUR),
    isEndIncluded: fc.boolean(),
  });
  let episodes = 0;
  fc.assert(
    fc.property(stays, tests, how, (drawnStays, drawnTests, drawn) => {
      const { from, length, isEndIncluded, ...rest } = drawn;
      const histories = drawnStays.map(({ from, length, isCancelled, moves }, index) => {
        const said = [[from, "C"] as const, ...moves].sort(([one], [other]) => one - other);
        return said.map(([when, ward]) =>
          stay(from, length === null ? null : from + length, {
            admissionId: `a${index}`,
            ward,
            status: isCancelled ? "cancelled" : "active",
            source: source(when),
          }),
        ) as unknown as StayHistory;
      });
      const done = drawnTests.map(({ hours, ...said }, index) =>
        labTest(hours, { ...said, testId: `t${index}` }),
      );
      const fromMs = start + from * HOUR;
      const toMs = fromMs + length * HOUR;
      const lastAdmissionMs = isEndIncluded ? toMs : toMs - 1;
      const all = { ...options, ...rest, fromMs, toMs, lastAdmissionMs };
      const byHand = countByHand(histories, done, all);
      const found = backtest([{ stays: histories, tests: done }], all);
      expect(found).toEqual({ ...byHand, overdueHours: expect.closeTo(byHand.overdueHours, 9) });
      episodes += byHand.episodes;
    }),
    { numRuns: 500 },
  );
  expect(episodes).toBeGreaterThan(50);
});

test("however many stays and tests a patient has, each test is looked at a few times", () => {
  let looks = 0;
  const numbers = Array.from({ length: 300 }, (_, index) => index);
  const stays = numbers.map((index) =>
    stay(index * 3, index * 3 + 2, { admissionId: `a${index}` }),
  );
  const tests = numbers.map((index) => {
    const { performedAt, ...rest } = labTest(index * 3 + 1, { testId: `t${index}` });
    const one = { ...rest, admissionId: index % 2 === 0 ? `a${index}` : "", performedAt };
    return Object.defineProperty(one, "performedAt", {
      get: () => {
        looks++;
        return performedAt;
      },
    });
  });
  const found = backtest([{ stays: stays.map((item) => [item]), tests }], {
    ...options,
    thresholdHours: 0.5,
  });
  // Each hour without a test, before the one in the middle and after it, is overdue by its second half.
  expect(found).toMatchObject({ admissions: 300, episodes: 600, overdueHours: 300 });
  expect(looks).toBeLessThan(30 * tests.length);
});
