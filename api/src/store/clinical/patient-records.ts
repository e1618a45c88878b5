import { createHash } from "node:crypto";
import type { PatientRecord } from "@throughline/shared/patient-record.ts";
import { isOlderThanStored } from "../conditions.ts";
import { idInKey } from "../keys.ts";
import type { Item, ReadOptions, Table } from "../table.ts";
import { clinicalKeys, clinicalPrefixes } from "./keys.ts";

/** A record as the earliest file told it. */
export interface StoredRecord {
  record: Omit<PatientRecord, "conflicting">;
  /** Of the row that told of it. */
  stamp: string;
}

export interface PatientRecordStore {
  /** Those of the same number, time, text and name that exist, in no order. */
  getMany(
    site: string,
    records: readonly RecordName[],
    options?: ReadOptions,
  ): Promise<StoredRecord[]>;
  /** False when an earlier source has told the same. */
  put(site: string, record: StoredRecord): Promise<boolean>;
  /** All under a number, in time order. */
  list(site: string, medicalRecordNumber: string): Promise<PatientRecord[]>;
}

type RecordName = Pick<
  PatientRecord,
  "medicalRecordNumber" | "dateTime" | "doctorsNotes" | "firstName" | "lastName"
>;

export const createPatientRecordStore = (table: Table): PatientRecordStore => ({
  async getMany(site, records, options) {
    const keys = records.map((record) => keyOf(site, record));
    return (await table.getMany(keys, options)).map(fromItem);
  },

  put(site, { record, stamp }) {
    const { medicalRecordNumber: _number, dateTime: _dateTime, ...attributes } = record;
    return table.putIf({ ...keyOf(site, record), ...attributes, stamp }, isOlderThanStored(stamp));
  },

  async list(site, medicalRecordNumber) {
    const pk = clinicalKeys.recordPartition(site, medicalRecordNumber);
    const records: StoredRecord["record"][] = [];
    for await (const page of table.pages({ pk, prefix: clinicalPrefixes.record })) {
      records.push(...page.map((item) => fromItem(item).record));
    }
    return records.map((record, index) => {
      const beside = [records[index - 1], records[index + 1]];
      return {
        ...record,
        conflicting: beside.some((other) => other?.dateTime === record.dateTime),
      };
    });
  },
});

const keyOf = (site: string, { medicalRecordNumber, dateTime, ...said }: RecordName) => {
  const { doctorsNotes, firstName, lastName } = said;
  const hash = createHash("sha256").update(JSON.stringify([doctorsNotes, firstName, lastName]));
  return clinicalKeys.record(site, medicalRecordNumber, dateTime, hash.digest("hex").slice(0, 32));
};

const fromItem = ({ pk, sk, stamp, ...attributes }: Item): StoredRecord => ({
  record: {
    medicalRecordNumber: idInKey(pk, 3),
    dateTime: idInKey(sk, 1),
    ...attributes,
  } as StoredRecord["record"],
  stamp: stamp as string,
});
