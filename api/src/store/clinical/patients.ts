import type { Patient } from "@throughline/shared/patient.ts";
import type { Sourced } from "@throughline/shared/source.ts";
import type { Standing } from "@throughline/shared/weigh-row.ts";
import { isNewerThanStored, isStillStanding } from "../conditions.ts";
import { idInKey } from "../keys.ts";
import type { Item, ReadOptions, Table } from "../table.ts";
import { clinicalKeys } from "./keys.ts";

export interface StoredPatient extends Sourced, Standing {
  patient: Patient;
}

export interface PatientStore {
  get(site: string, patientId: string, options?: ReadOptions): Promise<StoredPatient | undefined>;
  /** Those that exist, in no order. */
  getMany(
    site: string,
    patientIds: readonly string[],
    options?: ReadOptions,
  ): Promise<StoredPatient[]>;
  /** False when a later source has told of the patient already. */
  put(site: string, patient: StoredPatient): Promise<boolean>;
  /** False when what stands is no longer what was read (undefined: nothing). */
  replace(site: string, known: Standing | undefined, patient: StoredPatient): Promise<boolean>;
}

export const createPatientStore = (table: Table): PatientStore => ({
  async get(site, patientId, options) {
    const item = await table.get(clinicalKeys.patient(site, patientId), options);
    return item && fromItem(item);
  },

  async getMany(site, patientIds, options) {
    const keys = patientIds.map((patientId) => clinicalKeys.patient(site, patientId));
    return (await table.getMany(keys, options)).map(fromItem);
  },

  put: (site, patient) => table.putIf(toItem(site, patient), isNewerThanStored(patient.stamp)),

  replace: (site, known, patient) => table.putIf(toItem(site, patient), isStillStanding(known)),
});

const toItem = (site: string, { patient, ...told }: StoredPatient): Item => {
  const { patientId, ...attributes } = patient;
  return { ...clinicalKeys.patient(site, patientId), ...attributes, ...told };
};

const fromItem = ({ pk, sk: _sk, source, stamp, floor, ...attributes }: Item): StoredPatient => ({
  patient: { patientId: idInKey(pk, 3), ...attributes } as Patient,
  source: source as StoredPatient["source"],
  stamp: stamp as string,
  ...(floor !== undefined && { floor: floor as string }),
});
