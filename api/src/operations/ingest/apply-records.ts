import { createHash } from "node:crypto";
import type { RecordRow } from "@throughline/shared/csv/check-record-row.ts";
import type { RowPlace } from "@throughline/shared/csv/read-rows.ts";
import { claimOf, stampOf } from "@throughline/shared/source.ts";
import { mapConcurrently } from "../../concurrency.ts";
import type { StoredRecord } from "../../store/clinical/patient-records.ts";
import { type Intake, WRITES_AT_A_TIME } from "./intake.ts";

type Row = RowPlace & { facts: RecordRow };

/**
 * Takes in rows of patients' records. The same text under one number and time is one record, of the
 * earliest file that held it; other texts stand beside it.
 */
export const applyRecords = async (
  { deps, site, file, tally }: Intake,
  rows: readonly Row[],
): Promise<void> => {
  const { patientRecords } = deps.store.clinical;
  const dateTimeProcessed = new Date(deps.now()).toISOString();
  const groups = new Map<string, StoredRecord[]>();
  for (const { line, facts } of rows) {
    const { record } = facts;
    const source = { fileId: file.fileId, line, sourceAt: file.asOf, asOf: file.asOf };
    const told = {
      record: { ...record, csvFile: file.name, line, dateTimeProcessed },
      stamp: stampOf(source, claimOf("", false)),
    };
    groups.set(keyOf(record), [...(groups.get(keyOf(record)) ?? []), told]);
  }
  const firsts = [...groups].map(([key, group]) => ({
    key,
    first: group.reduce((one, other) => (other.stamp < one.stamp ? other : one)),
  }));
  const stored = await patientRecords.getMany(
    site,
    firsts.map(({ first }) => first.record),
    { consistent: true },
  );
  const known = new Map(stored.map((one) => [keyOf(one.record), one]));
  await mapConcurrently(firsts, WRITES_AT_A_TIME, async ({ key, first }) => {
    const before = known.get(key);
    if (!before || first.stamp < before.stamp) await patientRecords.put(site, first);
  });
  for (const [key, group] of groups) {
    const before = known.get(key);
    // Written before, by a run that broke off, it was this file's all the same.
    const added = !before || group.some(({ stamp }) => stamp === before.stamp) ? 1 : 0;
    tally.counts.stored += added;
    tally.counts.unchanged += group.length - added;
  }
};

const keyOf = ({ medicalRecordNumber, dateTime, ...said }: RecordRow["record"]): string => {
  const { doctorsNotes, firstName, lastName } = said;
  const hash = createHash("sha256").update(JSON.stringify([doctorsNotes, firstName, lastName]));
  return JSON.stringify([medicalRecordNumber, dateTime, hash.digest("base64")]);
};
