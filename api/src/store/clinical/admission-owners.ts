import { isNew } from "../conditions.ts";
import { idInKey } from "../keys.ts";
import type { ReadOptions, Table } from "../table.ts";
import { clinicalKeys } from "./keys.ts";

/** Which patients an admission number was given for; more than one is a disagreement of files. */
export interface AdmissionOwnerStore {
  /** Nobody is ever taken off. May be repeated. */
  add(site: string, admissionId: string, patientId: string): Promise<void>;
  list(site: string, admissionId: string, options?: ReadOptions): Promise<string[]>;
}

export const createAdmissionOwnerStore = (table: Table): AdmissionOwnerStore => ({
  async add(site, admissionId, patientId) {
    await table.putIf({ ...clinicalKeys.owner(site, admissionId, patientId) }, isNew);
  },

  async list(site, admissionId, options) {
    const patientIds: string[] = [];
    const pk = clinicalKeys.ownerPartition(site, admissionId);
    for await (const page of table.pages({ pk }, options)) {
      for (const { sk } of page) patientIds.push(idInKey(sk, 1));
    }
    return patientIds;
  },
});
