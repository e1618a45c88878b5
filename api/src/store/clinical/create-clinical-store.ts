import type { Table } from "../table.ts";
import { type AdmissionOwnerStore, createAdmissionOwnerStore } from "./admission-owners.ts";
import { type AdmissionStore, createAdmissionStore } from "./admissions.ts";
import { createDueThingStore, type DueThingStore } from "./due-things.ts";
import { createLabTestStore, type LabTestStore } from "./lab-tests.ts";
import { createPatientStore, type PatientStore } from "./patients.ts";
import { createWardSettingsStore, type WardSettingsStore } from "./ward-settings.ts";

/** Everything personal that is kept, one member an aggregate. */
export interface ClinicalStore {
  admissions: AdmissionStore;
  patients: PatientStore;
  labTests: LabTestStore;
  admissionOwners: AdmissionOwnerStore;
  dueThings: DueThingStore;
  wardSettings: WardSettingsStore;
}

/** Over the clinical table; `now` ages what is remembered. */
export const createClinicalStore = (table: Table, now: () => number): ClinicalStore => ({
  admissions: createAdmissionStore(table),
  patients: createPatientStore(table),
  labTests: createLabTestStore(table),
  admissionOwners: createAdmissionOwnerStore(table),
  dueThings: createDueThingStore(table),
  wardSettings: createWardSettingsStore(table, now),
});
