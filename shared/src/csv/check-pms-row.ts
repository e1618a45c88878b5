import type { Admission } from "../admission.ts";
import type { FeedProfile } from "../feed-profile.ts";
import { statusWord } from "../lab-test.ts";
import type { Patient } from "../patient.ts";
import { wardOfKey } from "../ward.ts";
import type { Cells } from "./read-cells.ts";

export type StatedStay = Pick<
  Admission,
  | "patientId"
  | "admissionId"
  | "ward"
  | "bed"
  | "status"
  | "statusText"
  | "statusKnown"
  | "admittedAt"
  | "dischargedAt"
>;

/** What a row of a `pms` file says. */
export interface PmsRow {
  kind: "pms";
  patient: Patient;
  /** Null where the row tells of a patient alone. */
  stay: StatedStay | null;
  updatedAt: string | null;
}

/** Words of hospital systems and of FHIR's Encounter; in doubt a word is none of them, and the bed stays on the list. */
const statuses: Record<string, Admission["status"]> = {
  active: "active",
  admitted: "active",
  current: "active",
  inpatient: "active",
  "in-progress": "active",
  "in progress": "active",
  discharged: "discharged",
  finished: "discharged",
  deceased: "discharged",
  died: "discharged",
  cancelled: "cancelled",
  canceled: "cancelled",
  "entered-in-error": "cancelled",
  "entered in error": "cancelled",
};

export const checkPmsRow = (cells: Cells, readStatus: StatusReader): PmsRow => {
  const patient: Patient = {
    patientId: cells.identifier("patient_id", "required"),
    firstName: cells.text("first_name"),
    lastName: cells.text("last_name"),
    dateOfBirth: cells.day("date_of_birth"),
    gender: cells.text("gender"),
  };
  const stay = {
    patientId: patient.patientId,
    admissionId: cells.identifier("admission_id", "optional"),
    ward: wardOfKey(cells.text("ward", 100)),
    bed: cells.text("bed_number", 40),
    ...readStatus(cells),
    admittedAt: cells.instant("admission_date"),
    dischargedAt: cells.instant("discharge_date", "allowed"),
  };
  const updatedAt = cells.instant("updated_at");
  if (stay.admissionId === "") {
    if (stay.ward || stay.bed || stay.admittedAt || stay.dischargedAt) {
      cells.refuse("admission_id", "is empty, though the row tells of a stay");
    } else {
      cells.remarks.push("No admission_id: only the patient went in.");
    }
    return { kind: "pms", patient, stay: null, updatedAt };
  }
  if (stay.admittedAt && stay.dischargedAt && stay.dischargedAt < stay.admittedAt) {
    cells.refuse("discharge_date", "lies before admission_date");
  }
  if (!stay.statusKnown) {
    cells.remarks.push("An unknown status: it counts as active until the feed's profile maps it.");
  }
  if (stay.admittedAt === null) {
    cells.remarks.push("No admission_date: the stay counts from when it was first seen.");
  }
  if (stay.status === "discharged" && stay.dischargedAt === null) {
    cells.remarks.push("Discharged without a discharge_date: it counts from the row's own time.");
  }
  return { kind: "pms", patient, stay, updatedAt };
};

export type StatusReader = (
  cells: Cells,
) => Pick<Admission, "status" | "statusText" | "statusKnown">;

/** Reads `status` by the profile's words; an unknown one is active. */
export const createStatusReader = (profile: Pick<FeedProfile, "admissionStatus">): StatusReader => {
  const statusOf = mapAdmissionStatus(profile);
  return (cells) => {
    const statusText = cells.text("status", 80);
    const status = statusOf(statusText);
    return { status: status ?? "active", statusText, statusKnown: status !== undefined };
  };
};

/** What a word means by the profile, else by those above; an empty one is active. */
export const mapAdmissionStatus = ({ admissionStatus }: Pick<FeedProfile, "admissionStatus">) => {
  const words = new Map<string, Admission["status"]>(Object.entries(statuses));
  for (const [word, status] of Object.entries(admissionStatus)) words.set(statusWord(word), status);
  return (text: string): Admission["status"] | undefined =>
    text === "" ? "active" : words.get(statusWord(text));
};
