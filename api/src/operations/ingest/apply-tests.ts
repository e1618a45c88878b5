import type { LisRow } from "@throughline/shared/csv/check-lis-row.ts";
import type { RowPlace } from "@throughline/shared/csv/read-rows.ts";
import type { LabTest } from "@throughline/shared/lab-test.ts";
import { createMatcher } from "@throughline/shared/monitor/match-tests.ts";
import type { Standing } from "@throughline/shared/weigh-row.ts";
import { mapConcurrently } from "../../concurrency.ts";
import type { StoredAdmission } from "../../store/clinical/admissions.ts";
import type { StayId } from "../../store/clinical/due-things.ts";
import type { StoredTest } from "../../store/clinical/lab-tests.ts";
import { addTests } from "./add-tests.ts";
import { type Intake, remarkTwins, WRITES_AT_A_TIME } from "./intake.ts";
import { noteTurnaround } from "./note-turnaround.ts";
import { settleStays } from "./settle-stays.ts";
import { SEVERAL_STAYS, STAY_OF_ANOTHER } from "./stray-tests.ts";
import { reject, remark } from "./tally.ts";
import {
  countsAs,
  groupByKey,
  isKnown,
  type Outcome,
  type Told,
  tell,
  weighRows,
} from "./told-row.ts";

type Row = RowPlace & { facts: LisRow };
type ToldTest = Told<LisRow["test"] & Pick<LisRow, "statusText">>;

/** A test that was written: what stood there before, and what does now. */
interface Written {
  before: StoredTest | undefined;
  test: LabTest;
}

/**
 * Takes in rows of tests: each is stored as its laboratory says it, and what follows for the stays
 * of its patient is settled. A new test that names a stay can only move the last test of that stay
 * forward, so its other tests are not read for it (`addTests`); whatever else changes makes the
 * stays of the patient be settled from all their tests.
 */
export const applyTests = async (intake: Intake, rows: readonly Row[]): Promise<void> => {
  const { labTests, admissions } = intake.deps.store.clinical;
  const { site, isRepeated } = intake;
  const told = rows.map((row) => tellTest(intake, row));
  const groups = groupByKey(told);
  const known = new Map(
    (await labTests.getMany(site, firstsOf(groups), { consistent: true })).map((stored) => [
      keyOf(stored.test),
      stored,
    ]),
  );
  // Read before anything is written: they are written on the condition that nobody did since.
  const stays = await readNamedStays(intake, told);

  const written: Written[] = [];
  const outcomes = new Map<ToldTest, Outcome>();
  const weighed = [...groups].map(([key, group]) => {
    const one = weighRows(known.get(key), group);
    group.forEach((row, index) => {
      outcomes.set(row, one.outcomes[index] ?? "stored");
    });
    if (one.outcomes.some(isKnown)) intake.passed.add(key);
    remarkTwins(intake, "test", known.get(key)?.test, group);
    noteTurnaround(intake, known.get(key)?.test, one.taken?.value);
    return { group, key, weighed: one };
  });
  const changed = weighed.filter((one) => one.weighed.standing !== known.get(one.key));
  await mapConcurrently(changed, WRITES_AT_A_TIME, async ({ group, key }) => {
    const result = await writeTest(intake, known.get(key), group);
    if (result) written.push(result);
  });

  const inFull = new Set<string>(isRepeated ? told.map(({ value }) => value.patientId) : []);
  const added = new Map<string, { stay: StoredAdmission; tests: LabTest[] }>();
  const looked: StayId[] = [];
  for (const { before, test } of written) {
    const stay = stays.get(stayKey(test));
    if (before || test.admissionId === "") inFull.add(test.patientId);
    else if (!stay?.watch) looked.push(test);
    else {
      const entry = added.get(stayKey(test)) ?? { stay, tests: [] };
      added.set(stayKey(test), entry);
      entry.tests.push(test);
    }
  }
  // One that came, or was taken up again, since it was read here was settled without these tests.
  for (const { admission, watch } of await admissions.getMany(site, distinct(looked), {
    consistent: true,
  })) {
    if (watch) inFull.add(admission.patientId);
  }
  for (const patientId of await addTests(
    intake,
    [...added.values()].filter(({ stay }) => !inFull.has(stay.admission.patientId)),
  )) {
    inFull.add(patientId);
  }
  await mapConcurrently([...inFull], WRITES_AT_A_TIME, (patientId) =>
    settleStays(intake, patientId, { touch: true }),
  );
  await countRows(intake, told, outcomes, stays);
};

/** What a row says about its test, as it is weighed against what is stored. */
export const tellTest = ({ file }: Pick<Intake, "file">, row: Row): ToldTest => {
  const { test, statusText, updatedAt } = row.facts;
  const { admissionId, testType, performedAt, result, labLocation } = test;
  return tell(file, row, {
    key: keyOf(test),
    value: { ...test, statusText },
    says: [admissionId, testType, performedAt, result, statusText, labLocation],
    updatedAt,
  });
};

const keyOf = ({ patientId, testId }: Pick<LabTest, "patientId" | "testId">) =>
  JSON.stringify([patientId, testId]);
const stayKey = ({ patientId, admissionId }: StayId) => JSON.stringify([patientId, admissionId]);

const firstsOf = (groups: ReadonlyMap<string, ToldTest[]>) =>
  [...groups.values()].flatMap(([first]) => first?.value ?? []);

const distinct = (stays: readonly StayId[]): StayId[] => [
  ...new Map(
    stays.map(({ patientId, admissionId }) => [
      stayKey({ patientId, admissionId }),
      { patientId, admissionId },
    ]),
  ).values(),
];

const readNamedStays = async (
  { deps, site }: Intake,
  told: readonly ToldTest[],
): Promise<Map<string, StoredAdmission>> => {
  const named = told.map(({ value }) => value).filter(({ admissionId }) => admissionId !== "");
  const found = await deps.store.clinical.admissions.getMany(site, distinct(named), {
    consistent: true,
  });
  return new Map(found.map((stay) => [stayKey(stay.admission), stay]));
};

/**
 * Writes what the rows about one test come to; undefined where that is what was known. Where somebody
 * has written it meanwhile, that may have been this very write, of which no answer came.
 */
const writeTest = async (
  intake: Intake,
  first: StoredTest | undefined,
  group: readonly ToldTest[],
): Promise<Written | undefined> => {
  const { labTests } = intake.deps.store.clinical;
  const name = (group[0] as ToldTest).value;
  for (let before = first; ; ) {
    const { standing, taken, again } = weighRows(before, group);
    if (standing === undefined) return undefined;
    if (standing === before)
      return before && before !== first ? { before, test: before.test } : undefined;
    await intake.noteAgain(again, (group[0] as ToldTest).key);
    const next = taken
      ? storedOf(taken, intake.file.feed, standing)
      : { ...(before as StoredTest), ...standing };
    if (await labTests.replace(intake.site, before, next)) return { before, test: next.test };
    [before] = await labTests.getMany(intake.site, [name], { consistent: true });
  }
};

const storedOf = (
  { value: { statusText, ...value }, source }: ToldTest,
  feed: string,
  standing: Standing,
): StoredTest => ({ test: { ...value, source }, feed, statusText, ...standing });

/** Counts each row, and rejects those that no stay can be found for in what is known now. */
const countRows = async (
  intake: Intake,
  told: readonly ToldTest[],
  outcomes: ReadonlyMap<ToldTest, Outcome>,
  named: ReadonlyMap<string, StoredAdmission>,
): Promise<void> => {
  const { deps, site, tally } = intake;
  const { admissions, admissionOwners } = deps.store.clinical;
  const isOpen = ({ value }: ToldTest) => value.admissionId === "";
  const strangers = told.filter((row) => !isOpen(row) && !named.has(stayKey(row.value)));
  const owners = new Map<string, string[]>();
  await mapConcurrently(
    [...new Set(strangers.map(({ value }) => value.admissionId))],
    WRITES_AT_A_TIME,
    async (admissionId) => {
      owners.set(admissionId, await admissionOwners.list(site, admissionId, { consistent: true }));
    },
  );
  const matchers = new Map<string, ReturnType<typeof createMatcher>>();
  await mapConcurrently(
    [...new Set(told.filter(isOpen).map(({ value }) => value.patientId))],
    WRITES_AT_A_TIME,
    async (patientId) => {
      const stays = await admissions.listOfPatient(site, patientId, { consistent: true });
      matchers.set(patientId, createMatcher(stays.map(({ admission }) => admission)));
    },
  );
  for (const row of told) {
    const { value } = row;
    const reject_ = (column: string, reason: string) =>
      reject(tally, row.place, [{ column, reason }]);
    if (isOpen(row)) {
      const match = matchers.get(value.patientId)?.(value);
      if (match === "ambiguous") {
        reject_("admission_id", SEVERAL_STAYS);
        continue;
      }
      if (match === "none") remark(tally, WAITS);
    } else if (!named.has(stayKey(value))) {
      const of = owners.get(value.admissionId) ?? [];
      if (of.length > 0 && !of.includes(value.patientId)) {
        reject_("admission_id", STAY_OF_ANOTHER);
        continue;
      }
      if (of.length === 0) remark(tally, WAITS);
    }
    tally.counts[countsAs(outcomes.get(row) ?? "stored")]++;
  }
};

const WAITS = "No stay is known yet that the test belongs to: it waits for its admission.";
