import { type Admission, isActiveAt } from "@throughline/shared/admission.ts";
import type { PmsRow, StatedStay } from "@throughline/shared/csv/check-pms-row.ts";
import type { RowPlace } from "@throughline/shared/csv/read-rows.ts";
import type { Patient } from "@throughline/shared/patient.ts";
import type { Standing } from "@throughline/shared/weigh-row.ts";
import { mapConcurrently } from "../../concurrency.ts";
import type { StoredAdmission } from "../../store/clinical/admissions.ts";
import type { StoredPatient } from "../../store/clinical/patients.ts";
import { type Facts, settleAdmission } from "../ward/settle-admission.ts";
import { readTests, STAYS_AT_A_TIME } from "../ward/settle-patient.ts";
import { type Intake, remarkTwins, WRITES_AT_A_TIME } from "./intake.ts";
import { settleStays } from "./settle-stays.ts";
import {
  countsAs,
  earlier,
  groupByKey,
  isKnown,
  type Outcome,
  type Told,
  tell,
  weighRows,
} from "./told-row.ts";

type Row = RowPlace & { facts: PmsRow };
type ToldPatient = Told<Patient>;
type ToldStay = Told<StatedStay>;

/** Takes in rows of patients and their stays, and settles what follows. */
export const applyStays = async (
  intake: Intake,
  rows: readonly Row[],
  { tellsOfPatients }: { tellsOfPatients: boolean },
): Promise<void> => {
  const outcomes = new Map<RowPlace, Outcome[]>(rows.map((row) => [row, []]));
  await applyPatients(
    intake,
    rows.map((row) => tellPatient(intake, row, tellsOfPatients)),
    outcomes,
  );
  const stays = rows.flatMap((row) => tellStay(intake, row) ?? []);
  const { admissions } = intake.deps.store.clinical;
  const groups = groupByKey(stays);
  const known = new Map(
    (
      await admissions.getMany(
        intake.site,
        [...groups.values()].flatMap(([first]) => first?.value ?? []),
        { consistent: true },
      )
    ).map((stay) => [keyOf(stay.admission), stay]),
  );
  const byPatient = new Map<string, ToldStay[][]>();
  const wards = new Set<string>();
  for (const [key, group] of groups) {
    const before = known.get(key);
    const { outcomes: became } = weighRows(before, group);
    group.forEach((row, index) => {
      outcomes.get(row.place)?.push(became[index] ?? "stored");
    });
    if (became.some(isKnown)) intake.passed.add(key);
    remarkTwins(intake, "stay", before?.admission, group);
    for (const { value } of group) if (value.ward !== before?.admission.ward) wards.add(value.ward);
    if (!intake.isRepeated && before && !changeOf(intake, before, group)) continue;
    const { patientId } = (group[0] as ToldStay).value;
    byPatient.set(patientId, [...(byPatient.get(patientId) ?? []), group]);
  }
  // Before any stay is in it, and also those of rows that no longer hold.
  for (const ward of wards) await intake.deps.store.clinical.knownWards.add(intake.site, ward);
  await mapConcurrently([...byPatient], WRITES_AT_A_TIME, ([patientId, changed]) =>
    applyToPatient(intake, patientId, changed),
  );
  for (const became of outcomes.values()) {
    const counted = became.map(countsAs);
    const outcome = (["stored", "older"] as const).find((one) => counted.includes(one));
    intake.tally.counts[outcome ?? "unchanged"]++;
  }
};

const keyOf = ({ patientId, admissionId }: Pick<Admission, "patientId" | "admissionId">) =>
  JSON.stringify([patientId, admissionId]);

const tellPatient = ({ file }: Intake, row: Row, tellsOfPatients: boolean): ToldPatient => {
  const { patient, updatedAt } = row.facts;
  const { patientId, firstName, lastName, dateOfBirth, gender } = patient;
  const says = [firstName, lastName, dateOfBirth, gender];
  const told = tell(file, row, { key: patientId, value: patient, says, updatedAt });
  return tellsOfPatients ? told : { ...told, stamp: `${MENTIONED}${told.stamp}` };
};

/** Of a patient of whom no file has told more than the number: any that does holds against it. */
const MENTIONED = "#";

const weighPatient = (known: Standing | undefined, group: readonly ToldPatient[]) => {
  const first = group[0] as ToldPatient;
  if (!first.stamp.startsWith(MENTIONED)) return weighRows(known, group);
  const isEarlier = !known || (known.stamp.startsWith(MENTIONED) && first.stamp < known.stamp);
  return {
    standing: isEarlier ? { stamp: first.stamp } : known,
    taken: isEarlier ? first : undefined,
    again: null,
    outcomes: group.map((_, index) => (known || index > 0 ? "unchanged" : "stored") as Outcome),
  };
};

const tellStay = ({ file }: Intake, row: Row): ToldStay | undefined => {
  const { stay, updatedAt } = row.facts;
  if (!stay) return undefined;
  const { ward, bed, statusText, admittedAt, dischargedAt } = stay;
  // The word as it is written: what it means may be set otherwise one day.
  const says = [ward, bed, statusText, admittedAt, dischargedAt];
  return tell(file, row, { key: keyOf(stay), value: stay, says, updatedAt });
};

const applyPatients = async (
  intake: Intake,
  told: readonly ToldPatient[],
  outcomes: ReadonlyMap<RowPlace, Outcome[]>,
): Promise<void> => {
  const { patients } = intake.deps.store.clinical;
  const groups = groupByKey(told);
  const stored = await patients.getMany(intake.site, [...groups.keys()], { consistent: true });
  const known = new Map(stored.map((one) => [one.patient.patientId, one]));
  await mapConcurrently([...groups], WRITES_AT_A_TIME, async ([patientId, group]) => {
    let before = known.get(patientId);
    const { outcomes: became } = weighPatient(before, group);
    group.forEach((row, index) => {
      outcomes.get(row.place)?.push(became[index] ?? "stored");
    });
    if (became.some(isKnown)) intake.passed.add(patientId);
    for (;;) {
      const { standing, taken, again } = weighPatient(before, group);
      if (standing === undefined || standing === before) return;
      await intake.noteAgain(again, patientId);
      const { patient, source } = taken
        ? { patient: taken.value, source: taken.source }
        : (before as StoredPatient);
      if (await patients.replace(intake.site, before, { patient, source, ...standing })) return;
      before = await patients.get(intake.site, patientId, { consistent: true });
    }
  });
};

/** What rows of a file about one stay change of what is stored; undefined: nothing. */
const changeOf = (
  { file, deps }: Pick<Intake, "file" | "deps">,
  known: StoredAdmission | undefined,
  group: readonly ToldStay[],
): { facts: Facts; again: string | null } | undefined => {
  const { standing, taken, again } = weighRows(known, group);
  if (!standing) return undefined;
  const { asOf } = file;
  const before = known?.admission;
  const firstSeenAt = before && before.firstSeenAt < asOf ? before.firstSeenAt : asOf;
  const told = taken
    ? { ...taken.value, source: taken.source }
    : (before as Omit<Admission, "firstSeenAt" | "missingSince">);
  const feed = taken ? file.feed : known?.feed;
  const stay = { ...told, firstSeenAt, missingSince: null };
  // Missing is a stay from files of the feed that told of it last, and only while it lasts.
  const wasMissing = before?.missingSince ?? null;
  const isHere = file.feed === feed && wasMissing !== null && asOf >= wasMissing;
  const staysMissing = feed === known?.feed && !isHere && isActiveAt(stay, deps.now());
  const missingSince = staysMissing ? wasMissing : null;
  if (standing === known && firstSeenAt === before?.firstSeenAt && missingSince === wasMissing) {
    return undefined;
  }
  const { stamp, floor } = standing;
  const facts = { admission: { ...stay, missingSince }, stamp, floor, feed };
  // A full file after this one may now lack a stay that it could not, or a stay that is here.
  return { facts, again: file.full || isHere ? earlier(again, asOf) : again };
};

/**
 * Takes in what a file says about stays of one patient, then settles what follows for all of them.
 * The patient's facts are read once before, however many stays there are: what came meanwhile is
 * seen by the settling after it.
 */
const applyToPatient = async (
  intake: Intake,
  patientId: string,
  groups: readonly ToldStay[][],
): Promise<void> => {
  const { deps, site, isRepeated } = intake;
  const { admissions, admissionOwners, wardSettings } = deps.store.clinical;
  const stored = await admissions.listOfPatient(site, patientId, { consistent: true });
  const known = new Map(stored.map((stay) => [stay.admission.admissionId, stay]));
  const told = groups.map((group) => {
    const row = group[0] as ToldStay;
    return { group, row, before: known.get(row.value.admissionId) };
  });
  // As all of them will be: which stay a test belongs to may follow from another one.
  const will = new Map(stored.map(({ admission }) => [admission.admissionId, admission]));
  for (const { group, row, before } of told) {
    const change = changeOf(intake, before, group);
    if (change) will.set(row.value.admissionId, change.facts.admission);
  }
  const testsOf = await readTests(deps, site, patientId, [...will.values()]);
  // Each of several is settled once more after the others.
  const isOnly = groups.length === 1;
  let othersFollow = isRepeated;
  await mapConcurrently(told, STAYS_AT_A_TIME, async ({ group, row, before }) => {
    const { key, value } = row;
    const result = await settleAdmission(deps, site, value, {
      settings: await wardSettings.readFresh(site),
      mayOpen: false,
      because: "facts",
      recount: true,
      touch: isRepeated && isOnly,
      read: { known: before, tests: testsOf(value) },
      async change(stands) {
        const change = changeOf(intake, stands, group);
        if (!change) return undefined;
        const { admission } = change.facts;
        await intake.noteAgain(change.again, key);
        if (!stands) await admissionOwners.add(site, value.admissionId, patientId);
        othersFollow ||= !stands || holdsOtherwise(stands.admission, admission);
        return change.facts;
      },
    });
    if (result && result.toTell.length > 0) intake.settled.push(result);
  });
  // Tests that were stored while a stay was being written saw it as it was before.
  await settleStays(intake, patientId, {
    touch: othersFollow,
    ...(isOnly && { except: new Set(told.map(({ row }) => row.value.admissionId)) }),
  });
};

/** Whether tests that name no stay may belong to it otherwise than before. */
const holdsOtherwise = (one: Admission, other: Admission): boolean =>
  one.status !== other.status ||
  one.admittedAt !== other.admittedAt ||
  one.dischargedAt !== other.dischargedAt ||
  one.firstSeenAt !== other.firstSeenAt ||
  one.source.sourceAt !== other.source.sourceAt;
