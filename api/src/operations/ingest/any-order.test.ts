import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OperationDeps } from "../../deps.ts";
import type { Objects } from "../../store/objects.ts";
import type { Around } from "../../testing/memory-dynamo/memory-dynamo.ts";
import { dynamoLocalEndpoint } from "../../testing/start-database.ts";
import { type IngestUnderTest, startIngest } from "../../testing/start-ingest.ts";
import { ingestFile } from "./ingest-file.ts";

/**
 * Small sets of files that speak of the same few patients, stays and tests, in any order, any number
 * of times, two at once, broken off anywhere: the tables end as one plain fold over all rows says.
 */

const NOW = "2026-03-10T12:00:00.000Z";
/** An hour of the day on which everything happens. */
const at = (hour: number) => `2026-03-10T${String(hour).padStart(2, "0")}:00:00.000Z`;

interface PmsRow {
  patient: string;
  stay: string;
  name: string;
  ward: string;
  bed: string;
  status: string;
  admitted: number | null;
  discharged: number | null;
  updated: number | null;
}
interface LisRow {
  patient: string;
  test: string;
  stay: string;
  status: string;
  performed: number;
  updated: number | null;
}
type AnyFile = { asOf: number } & (
  | { kind: "pms"; rows: PmsRow[] }
  | { kind: "lis"; rows: LisRow[] }
);

const hour = fc.integer({ min: 0, max: 8 });
const patient = fc.constantFrom("p1", "p2");
const stay = fc.constantFrom("a1", "a2");
const updated = fc.option(hour);
const pmsRow: fc.Arbitrary<PmsRow> = fc.record({
  patient,
  stay,
  name: fc.constantFrom("Ada", "Bo"),
  ward: fc.constantFrom("A", "B"),
  bed: fc.constantFrom("1", "2"),
  status: fc.constantFrom("Active", "Active", "Discharged", "Cancelled"),
  admitted: fc.option(fc.integer({ min: 0, max: 4 })),
  discharged: fc.option(fc.integer({ min: 4, max: 23 }), { freq: 2 }),
  updated,
});
const lisRow: fc.Arbitrary<LisRow> = fc.record({
  patient,
  test: fc.constantFrom("t1", "t2", "t3"),
  stay: fc.oneof(stay, fc.constant("")),
  status: fc.constantFrom("final", "final", "ordered", "odd"),
  performed: hour,
  updated,
});
const fileOf = (asOf: number): fc.Arbitrary<AnyFile> =>
  fc.oneof(
    fc.record({
      asOf: fc.constant(asOf),
      kind: fc.constant("pms" as const),
      rows: fc.array(pmsRow, { minLength: 1, maxLength: 4 }),
    }),
    fc.record({
      asOf: fc.constant(asOf),
      kind: fc.constant("lis" as const),
      rows: fc.array(lisRow, { minLength: 1, maxLength: 4 }),
    }),
  );

/** Rows of one file about one thing have times of their own: what decides otherwise is a hash. */
const withoutTies = (file: AnyFile): AnyFile => {
  const seen = new Set<string>();
  const isFirst = (keys: string[], row: { updated: number | null }) => {
    const names = keys.map((key) => `${key} ${row.updated ?? file.asOf}`);
    if (names.some((name) => seen.has(name))) return false;
    for (const name of names) seen.add(name);
    return true;
  };
  return file.kind === "pms"
    ? {
        ...file,
        rows: file.rows.filter((row) => isFirst([row.patient, `${row.patient} ${row.stay}`], row)),
      }
    : { ...file, rows: file.rows.filter((row) => isFirst([`${row.patient} ${row.test}`], row)) };
};

const filesWithoutTies = fc
  .uniqueArray(hour, { minLength: 2, maxLength: 5 })
  .chain((hours) => fc.tuple(...hours.map((asOf) => fileOf(asOf).map(withoutTies))));
const filesWithTies = fc
  .array(hour, { minLength: 2, maxLength: 4 })
  .chain((hours) => fc.tuple(...hours.map(fileOf)));

const instant = (hours: number | null) => (hours === null ? "" : at(hours));
const textOf = (file: AnyFile): string => {
  const rows =
    file.kind === "pms"
      ? [
          "patient_id,last_name,admission_id,admission_date,ward,bed_number,status,discharge_date,updated_at",
          ...file.rows.map((row) =>
            [
              row.patient,
              row.name,
              row.stay,
              instant(row.admitted),
              row.ward,
              row.bed,
              row.status,
              instant(row.discharged),
              instant(row.updated),
            ].join(),
          ),
        ]
      : [
          "test_id,patient_id,admission_id,test_type,test_date,status,updated_at",
          ...file.rows.map((row) =>
            [
              row.test,
              row.patient,
              row.stay,
              "CBC",
              at(row.performed),
              row.status,
              instant(row.updated),
            ].join(),
          ),
        ];
  return `${rows.join("\n")}\n`;
};
const nameOf = (file: AnyFile, index: number) =>
  `f${index}_20260310${String(file.asOf).padStart(2, "0")}00.csv`;

const isSound = ({ admitted, discharged }: PmsRow) =>
  admitted === null || discharged === null || discharged >= admitted;

/** The rule in plain words: of all rows about one thing in their order, the first of the last that say the same. */
const lastStatement = <R extends { updated: number | null }>(
  rows: { row: R; asOf: number; file: string; line: number }[],
  says: (row: R) => unknown,
) => {
  const inOrder = rows.toSorted(
    (one, other) =>
      (one.row.updated ?? one.asOf) - (other.row.updated ?? other.asOf) || one.asOf - other.asOf,
  );
  const claim = (index: number) =>
    JSON.stringify([says(inOrder[index]?.row as R), inOrder[index]?.row.updated]);
  let first = inOrder.length - 1;
  while (first > 0 && claim(first - 1) === claim(inOrder.length - 1)) first--;
  return inOrder[first] as (typeof inOrder)[number];
};

/** Everything that the tables must hold in the end, by an independent way. */
const expectedFacts = (files: readonly AnyFile[], holds: "everything" | "changes") => {
  const stays = new Map<string, ReturnType<typeof pmsRowsOf>>();
  const pmsRowsOf = () =>
    files.flatMap((file, index) =>
      file.kind === "pms"
        ? file.rows.map((row, line) => ({
            row,
            asOf: file.asOf,
            file: nameOf(file, index),
            line: line + 2,
          }))
        : [],
    );
  const lisRows = files.flatMap((file, index) =>
    file.kind === "lis"
      ? file.rows.map((row, line) => ({
          row,
          asOf: file.asOf,
          file: nameOf(file, index),
          line: line + 2,
        }))
      : [],
  );
  const pmsRows = pmsRowsOf();
  const sound = pmsRows.filter(({ row }) => isSound(row));
  for (const one of sound) {
    const key = `${one.row.patient} ${one.row.stay}`;
    stays.set(key, [...(stays.get(key) ?? []), one]);
  }
  const known = [...stays].map(([key, rows]) => {
    const { row, asOf, file, line } = lastStatement(rows, (one) => [
      one.ward,
      one.bed,
      one.status,
      one.admitted,
      one.discharged,
    ]);
    const told = row.updated ?? asOf;
    const firstSeen = Math.min(...rows.map((one) => one.asOf));
    const start = row.admitted ?? firstSeen;
    const end = row.discharged ?? (row.status === "Discharged" ? told : Number.POSITIVE_INFINITY);
    const isActive = row.status !== "Cancelled" && 12 < end;
    // A row that is there and bad is there.
    const here = pmsRows.filter((one) => `${one.row.patient} ${one.row.stay}` === key);
    const last = Math.max(...here.map((one) => one.asOf));
    const without = files.filter(
      (other) => other.kind === "pms" && other.asOf > last && other.rows.some(isSound),
    );
    const missing =
      holds === "everything" && isActive && without.length > 0
        ? Math.min(...without.map((other) => other.asOf))
        : null;
    return { key, row, file, line, start, end, isActive, firstSeen, missing };
  });
  const tests = new Map<string, typeof lisRows>();
  for (const one of lisRows) {
    const key = `${one.row.patient} ${one.row.test}`;
    tests.set(key, [...(tests.get(key) ?? []), one]);
  }
  const holding = [...tests].map(([key, rows]) => ({
    key,
    ...lastStatement(rows, (one) => [one.stay, one.status, one.performed]),
  }));
  const lastOf = (stayKey: string, status: string) => {
    const found = known.find(({ key }) => key === stayKey) as (typeof known)[number];
    const belonging = holding.filter(({ row }) => {
      if (row.status !== status || row.performed > found.end) return false;
      if (row.patient !== found.row.patient) return false;
      if (row.stay !== "") return row.stay === found.row.stay;
      const held = known.filter(
        (one) =>
          one.row.patient === row.patient &&
          one.row.status !== "Cancelled" &&
          one.start <= row.performed &&
          row.performed <= one.end,
      );
      return held.length === 1 && held[0] === found;
    });
    return belonging
      .toSorted(
        (one, other) =>
          one.row.performed - other.row.performed || (one.row.test < other.row.test ? -1 : 1),
      )
      .at(-1);
  };
  const patients = new Map<string, typeof sound>();
  for (const one of sound) {
    patients.set(one.row.patient, [...(patients.get(one.row.patient) ?? []), one]);
  }
  return {
    patients: Object.fromEntries(
      [...patients].map(([key, rows]) => {
        const { row, file, line } = lastStatement(rows, (one) => one.name);
        return [key, { name: row.name, file, line }];
      }),
    ),
    stays: Object.fromEntries(
      known.map(({ key, row, file, line, isActive, start, end, firstSeen, missing }) => {
        const last = lastOf(key, "final");
        const odd = lastOf(key, "odd");
        const due = Date.parse(last ? at(last.row.performed) : at(start)) + 48 * 3_600_000;
        const dueAt = new Date(due).toISOString();
        return [
          key,
          {
            ward: row.ward,
            bed: row.bed,
            file,
            line,
            firstSeenAt: at(firstSeen),
            missingSince: missing === null ? null : at(missing),
            watch: isActive
              ? {
                  lastTest: last ? [last.row.test, last.file, last.line] : null,
                  unmapped:
                    odd && (!last || odd.row.performed > last.row.performed) ? odd.row.test : null,
                  dueAt,
                  nextAt: end < 24 ? at(end) : dueAt,
                }
              : null,
          },
        ];
      }),
    ),
    tests: Object.fromEntries(
      holding.map(({ key, row, file, line }) => [
        key,
        { stay: row.stay, status: row.status, performedAt: at(row.performed), file, line },
      ]),
    ),
  };
};

/** The same of what is stored. */
const storedFacts = async ({
  store,
}: IngestUnderTest): Promise<ReturnType<typeof expectedFacts>> => {
  const { patients, admissions, labTests } = store.clinical;
  const found: ReturnType<typeof expectedFacts> = { patients: {}, stays: {}, tests: {} };
  for (const patientId of ["p1", "p2"]) {
    const known = await patients.get("main", patientId);
    if (known) {
      const { source, patient: who } = known;
      found.patients[patientId] = { name: who.lastName, file: source.file, line: source.line };
    }
    for (const { admission, watch } of await admissions.listOfPatient("main", patientId)) {
      const { ward, bed, source, firstSeenAt, missingSince } = admission;
      found.stays[`${patientId} ${admission.admissionId}`] = {
        ward,
        bed,
        file: source.file,
        line: source.line,
        firstSeenAt,
        missingSince,
        watch: watch && {
          lastTest: watch.lastTest && [
            watch.lastTest.testId,
            watch.lastTest.source.file,
            watch.lastTest.source.line,
          ],
          unmapped: watch.unmapped?.testId ?? null,
          dueAt: watch.dueAt,
          nextAt: watch.nextAt as string,
        },
      };
    }
    for (const { test: told } of await labTests.listOfPatient("main", patientId)) {
      const { admissionId, status, performedAt, source } = told;
      found.tests[`${patientId} ${told.testId}`] = {
        stay: admissionId,
        status,
        performedAt,
        file: source.file,
        line: source.line,
      };
    }
  }
  return found;
};

/** Every item of the table, but for what tells how it came about. */
const tableOf = ({ memory }: IngestUnderTest): string[] =>
  [...memory.items("clinical")]
    .filter(({ pk, sk }) => !/#FILE|#ASOF/.test(String(pk)) && !/^FEED#/.test(String(sk)))
    .map(({ version: _version, floor: _floor, outbox: _outbox, ...rest }) =>
      JSON.stringify(
        rest,
        Object.keys(rest)
          .sort()
          .concat(Object.keys(flat(rest))),
      ),
    )
    .sort();
const flat = (value: unknown): Record<string, true> => {
  const names: Record<string, true> = {};
  JSON.stringify(value, (name, part) => {
    names[name] = true;
    return part;
  });
  return names;
};

const start = async (holds: "everything" | "changes", files: readonly AnyFile[]) => {
  const world = await startIngest({ nowMs: Date.parse(NOW) });
  const asOf = { from: "name", pattern: "*_{yyyyMMddHHmm}.csv" } as const;
  await world.saveFeed("pms", "pms", { asOf, holds });
  await world.saveFeed("lis", "lis", { asOf });
  const keys: string[] = [];
  for (const [index, file] of files.entries()) {
    keys.push(await world.drop(nameOf(file, index), textOf(file)));
  }
  return { world, keys };
};

/** There each call takes milliseconds: what needs thousands of them, or all items, is left out. */
const isConformance = dynamoLocalEndpoint !== undefined;

class Killed extends Error {}

/**
 * A process that is killed after so many calls of the store and the bucket, and takes `pauses` before
 * each.
 */
const startProcess = (
  { connect, objects }: IngestUnderTest,
  diesAfter: number | null,
  pauses: () => number,
): OperationDeps => {
  let left = diesAfter ?? Number.POSITIVE_INFINITY;
  const call = async <T>(carryOut: () => T | Promise<T>): Promise<T> => {
    for (let pause = pauses(); pause > 0; pause--) await undefined;
    if (left-- <= 0) throw new Killed();
    return carryOut();
  };
  const bucket: Objects = {
    ...objects,
    head: (...given) => call(() => objects.head(...given)),
    read: (...given) => call(() => objects.read(...given)),
    // Not one step in any store.
    async move(from, to, options) {
      const found = await call(() => objects.read(from, options));
      const facts = await objects.head(from);
      if (!found || !facts) return call(() => objects.move(from, to, options));
      await call(() => objects.put(to, found, { length: facts.size }));
      return call(() => objects.move(from, to, options));
    },
  };
  const around: Around = (_command, input, carryOut) => call(() => carryOut(input));
  return { ...connect(around), objects: bucket };
};

/** A process that has just begun with a file when another is begun and ends. */
const intrudedUpon = ({ connect, objects }: IngestUnderTest, intrude: () => Promise<unknown>) => {
  let isFirst = true;
  const around: Around = async (_command, input, carryOut) => {
    const output = await carryOut(input);
    const { report } = (input as { Item?: { report?: { state: string } } }).Item ?? {};
    if (isFirst && report?.state === "processing") {
      isFirst = false;
      await intrude();
    }
    return output;
  };
  return { ...connect(around), objects };
};

const deliver = async (deps: OperationDeps, key: string, batchRows: number): Promise<boolean> => {
  try {
    await ingestFile(deps, { site: "main", key, batchRows });
    return true;
  } catch (error) {
    if (error instanceof Killed) return false;
    throw error;
  }
};

const delivery = fc.record({
  file: fc.nat(),
  diesAfter: fc.option(fc.integer({ min: 0, max: 120 })),
});
interface Delivery {
  file: number;
  diesAfter: number | null;
}
/** Each step: files that are delivered at the same time, each to a process of its own. */
const steps = fc.array(
  fc.oneof(
    fc.array(delivery, { minLength: 1, maxLength: 2 }),
    // The same file twice at once, of which one breaks off.
    delivery.map((one) => [{ ...one, diesAfter: null }, one]),
  ),
  { maxLength: 6 },
);

const play = async (
  { world, keys }: Awaited<ReturnType<typeof start>>,
  order: readonly number[],
  plan: readonly Delivery[][],
  { batchRows, pauses }: { batchRows: number; pauses: () => number },
) => {
  // Whatever broke off is delivered again: a delivery that ended well is not.
  const left = new Set(keys);
  for (const together of plan) {
    await Promise.all(
      together.map(async ({ file, diesAfter }) => {
        const key = keys[file % keys.length] as string;
        const process = startProcess(world, diesAfter, pauses);
        if (await deliver(process, key, batchRows)) left.delete(key);
      }),
    );
  }
  for (const index of order) {
    const key = keys[index] as string;
    if (left.has(key)) await deliver(startProcess(world, null, pauses), key, batchRows);
  }
};

/** Each file is done, its bytes lie where they belong, and every row of it has been counted. */
const expectReports = async (
  { world, keys }: Awaited<ReturnType<typeof start>>,
  sent: readonly AnyFile[],
) => {
  const { files, rowIssues } = world.store.clinical;
  for (const [index, file] of sent.entries()) {
    const { fileId, state, counts } = await world.report(nameOf(file, index));
    const { rows, stored, unchanged, older, rejected } = counts;
    expect([state, rows, stored + unchanged + older + rejected]).toEqual([
      "done",
      file.rows.length,
      file.rows.length,
    ]);
    expect(await world.objects.head(keys[index] as string)).toBeUndefined();
    expect(await world.objects.head(`completed/main/${fileId}.csv`)).toBeDefined();
    const lines: number[] = [];
    const { finishedBy = 0 } = (await files.get("main", fileId, { consistent: true })) ?? {};
    for await (const page of rowIssues.pages("main", { fileId, run: finishedBy })) {
      lines.push(...page.map(({ line }) => line));
    }
    expect(lines).toHaveLength(rejected);
    expect(new Set(lines).size).toBe(rejected);
    if (file.kind === "pms") {
      expect(lines).toEqual(file.rows.flatMap((row, at) => (isSound(row) ? [] : [at + 2])));
    }
  }
};

const holdsWhat = fc.constantFrom("everything" as const, "changes" as const);
const pausesOf = (numbers: readonly number[]) => {
  let next = 0;
  return () => numbers[next++ % numbers.length] ?? 0;
};
const scenario = {
  plan: steps,
  batchRows: fc.integer({ min: 1, max: 5 }),
  pauses: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 20 }),
};

const pmsOf = (changes: Partial<PmsRow>): PmsRow => ({
  patient: "p1",
  stay: "a1",
  name: "Ada",
  ward: "A",
  bed: "1",
  status: "Active",
  admitted: 0,
  discharged: null,
  updated: null,
  ...changes,
});
const lisOf = (changes: Partial<LisRow>): LisRow => ({
  patient: "p1",
  test: "t1",
  stay: "a1",
  status: "final",
  performed: 2,
  updated: null,
  ...changes,
});

describe("files in any order, any number of times, at once, and broken off anywhere", () => {
  test("end as a plain fold over their rows", async () => {
    await fc.assert(
      fc.asyncProperty(
        filesWithoutTies,
        holdsWhat,
        fc.record(scenario),
        fc.infiniteStream(fc.nat()),
        async (files, holds, { plan, batchRows, pauses }, stream) => {
          const begun = await start(holds, files);
          await play(begun, shuffle(files.length, stream), plan, {
            batchRows,
            pauses: pausesOf(pauses),
          });
          expect(await storedFacts(begun.world)).toEqual(expectedFacts(files, holds));
          await expectReports(begun, files);
        },
      ),
      { numRuns: Number(process.env.RUNS ?? (isConformance ? 4 : 150)) },
    );
  });

  test.skipIf(isConformance)(
    "end the same also where rows contradict each other at the same time",
    async () => {
      await fc.assert(
        fc.asyncProperty(
          filesWithTies,
          holdsWhat,
          fc.record(scenario),
          fc.infiniteStream(fc.nat()),
          async (files, holds, { plan, pauses }, stream) => {
            const [one, other] = [await start(holds, files), await start(holds, files)];
            const quiet = { batchRows: 10, pauses: () => 0 };
            await play(one, [...files.keys()], [], quiet);
            await play(other, shuffle(files.length, stream), plan, {
              batchRows: 10,
              pauses: pausesOf(pauses),
            });
            expect(tableOf(other.world)).toEqual(tableOf(one.world));
          },
        ),
        { numRuns: Number(process.env.RUNS ?? 100) },
      );
    },
  );

  describe.skipIf(isConformance)("broken off at each call of the store and the bucket", () => {
    const files: AnyFile[] = [
      { kind: "pms", asOf: 1, rows: [pmsOf({}), pmsOf({ stay: "a2", admitted: null })] },
      {
        kind: "lis",
        asOf: 5,
        rows: [lisOf({}), lisOf({ test: "t2", stay: "", performed: 6 }), lisOf({ stay: "a2" })],
      },
      { kind: "lis", asOf: 3, rows: [lisOf({ performed: 4, updated: 6 }), lisOf({ test: "t2" })] },
      {
        kind: "pms",
        asOf: 4,
        rows: [
          pmsOf({ ward: "B", discharged: 20, updated: 6 }),
          // Since then t2, which names no stay, is that of the other one.
          pmsOf({ stay: "a2", status: "Cancelled", updated: 6 }),
        ],
      },
    ];
    /** Delivers each file to a process that dies after so many calls; false once none does. */
    const breakOff = async (
      { world, keys }: Awaited<ReturnType<typeof start>>,
      diesAfter: number,
      isBeside: boolean,
    ) => {
      let broken = false;
      for (const key of keys) {
        const die = async () => {
          const ended = await deliver(
            startProcess(world, diesAfter, () => 0),
            key,
            2,
          );
          broken ||= !ended;
          return ended;
        };
        if (isBeside) await deliver(intrudedUpon(world, die), key, 2);
        else if (!(await die())) await deliver(world.deps, key, 2);
      }
      return broken;
    };
    test.each([
      ["alone", false],
      ["beside another that goes on", true],
    ])("%s", async (_, isBeside) => {
      const expected = expectedFacts(files, "everything");
      for (let broken = true, diesAfter = 0; broken; diesAfter++) {
        const begun = await start("everything", files);
        broken = await breakOff(begun, diesAfter, isBeside);
        expect(await storedFacts(begun.world), `dies after ${diesAfter}`).toEqual(expected);
        await expectReports(begun, files);
      }
    });
  });

  const sets: [string, "everything" | "changes", AnyFile[]][] = [
    [
      "an admission, a transfer, a discharge and its cancellation; tests, a correction, a cancellation",
      "changes",
      [
        { kind: "pms", asOf: 1, rows: [pmsOf({ bed: "1" })] },
        {
          kind: "pms",
          asOf: 3,
          rows: [pmsOf({ ward: "B", discharged: 5, status: "Discharged", updated: 2 })],
        },
        { kind: "pms", asOf: 6, rows: [pmsOf({ ward: "B" })] },
        { kind: "lis", asOf: 4, rows: [lisOf({ stay: "" }), lisOf({ test: "t2", performed: 5 })] },
        {
          kind: "lis",
          asOf: 7,
          rows: [lisOf({ test: "t2", status: "cancelled" }), lisOf({ performed: 3, updated: 6 })],
        },
      ],
    ],
    [
      "files that hold everything, two stays at a time, a cancelled one, a test of another patient's stay",
      "everything",
      [
        { kind: "pms", asOf: 1, rows: [pmsOf({ admitted: null }), pmsOf({ stay: "a2" })] },
        { kind: "pms", asOf: 3, rows: [pmsOf({ stay: "a2", status: "Parked" })] },
        { kind: "pms", asOf: 5, rows: [pmsOf({}), pmsOf({ stay: "a2", status: "Cancelled" })] },
        { kind: "pms", asOf: 6, rows: [pmsOf({ patient: "p2" })] },
        {
          kind: "lis",
          asOf: 4,
          rows: [lisOf({ stay: "" }), lisOf({ patient: "p2", stay: "a2", test: "t3" })],
        },
      ],
    ],
    [
      "full files whose rows are older than they are",
      "everything",
      [
        { kind: "pms", asOf: 4, rows: [pmsOf({}), pmsOf({ stay: "a2" })] },
        { kind: "pms", asOf: 5, rows: [pmsOf({})] },
        {
          kind: "pms",
          asOf: 6,
          rows: [pmsOf({ updated: 4 }), pmsOf({ stay: "a2", updated: 0 })],
        },
      ],
    ],
  ];
  test.skipIf(isConformance).each(sets)(
    "end the same in every order: %s",
    async (_, holds, files) => {
      const expected = expectedFacts(files, holds);
      for (const order of permutationsOf([...files.keys()])) {
        const begun = await start(holds, files);
        await play(begun, order, [], { batchRows: 10, pauses: () => 0 });
        expect(await storedFacts(begun.world), order.join()).toEqual(expected);
      }
    },
  );
});

const permutationsOf = (items: readonly number[]): number[][] =>
  items.length <= 1
    ? [[...items]]
    : items.flatMap((item) =>
        permutationsOf(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
      );

const shuffle = (length: number, stream: Iterable<number>): number[] => {
  const left = Array.from({ length }, (_, index) => index);
  const order: number[] = [];
  for (const number of stream) {
    if (left.length === 0) break;
    order.push(...left.splice(number % left.length, 1));
  }
  return order;
};
