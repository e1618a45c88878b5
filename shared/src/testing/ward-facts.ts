import type { Admission } from "../admission.ts";
import type { LabTest } from "../lab-test.ts";
import type { Patient } from "../patient.ts";
import type { Source } from "../source.ts";

/** What files say, in few words. Each has what its test is about; the rest is plain. */

/** The first row of a file as of an instant. */
export const sourceAt = (asOf: string, changes: Partial<Source> = {}): Source => ({
  fileId: "file",
  file: "file.csv",
  line: 2,
  sourceAt: asOf,
  asOf,
  ...changes,
});

export const patient = (patientId: string, changes: Partial<Patient> = {}): Patient => ({
  patientId,
  firstName: "Ada",
  lastName: "Okafor",
  dateOfBirth: "1980-02-29",
  gender: "f",
  ...changes,
});

/** Active since `admittedAt`, on ward A, bed 1, as a file of that instant said. */
export const admission = (
  patientId: string,
  admissionId: string,
  admittedAt: string,
  changes: Partial<Admission> = {},
): Admission => ({
  patientId,
  admissionId,
  ward: "A",
  bed: "1",
  status: "active",
  statusText: "Active",
  statusKnown: true,
  admittedAt,
  dischargedAt: null,
  firstSeenAt: admittedAt,
  missingSince: null,
  source: sourceAt(admittedAt),
  ...changes,
});

/** A counting test that names no stay, as a file of that instant said. */
export const labTest = (
  patientId: string,
  testId: string,
  performedAt: string,
  changes: Partial<LabTest> = {},
): LabTest => ({
  testId,
  patientId,
  admissionId: "",
  testType: "CBC",
  performedAt,
  result: "13.1",
  status: "final",
  labLocation: "",
  source: sourceAt(performedAt),
  ...changes,
});
