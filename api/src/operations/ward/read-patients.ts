import type { Patient } from "@throughline/shared/patient.ts";
import type { Store } from "../../store/create-store.ts";

/** The patients of some stays, by their numbers. */
export const readPatients = async (
  { clinical }: Store,
  site: string,
  stays: readonly { admission: { patientId: string } }[],
): Promise<Map<string, Patient>> => {
  const ids = [...new Set(stays.map(({ admission }) => admission.patientId))];
  const found = await clinical.patients.getMany(site, ids);
  return new Map(found.map(({ patient }) => [patient.patientId, patient]));
};

/** One of whom no file has told more than the number. */
export const unknownPatient = (patientId: string): Patient => ({
  patientId,
  firstName: "",
  lastName: "",
  dateOfBirth: null,
  gender: "",
});
