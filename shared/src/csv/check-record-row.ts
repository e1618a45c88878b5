import type { PatientRecord } from "../patient-record.ts";
import type { Cells } from "./read-cells.ts";

/** What a row of a `records` file says. */
export interface RecordRow {
  kind: "records";
  record: Pick<
    PatientRecord,
    "medicalRecordNumber" | "dateTime" | "doctorsNotes" | "firstName" | "lastName"
  >;
}

/** An item of the store holds 400 KB, and a letter up to 3 bytes. */
export const MOST_NOTES = 100_000;

export const checkRecordRow = (cells: Cells): RecordRow => {
  const medicalRecordNumber = cells.identifier("medicalRecordNumber", "required");
  const refused = cells.reasons.length;
  const dateTime = cells.instant("dateTime");
  if (dateTime === null && cells.reasons.length === refused) cells.refuse("dateTime", "is empty");
  return {
    kind: "records",
    record: {
      medicalRecordNumber,
      dateTime: dateTime ?? "",
      doctorsNotes: cells.prose("doctorsNotes", MOST_NOTES),
      firstName: cells.text("firstName"),
      lastName: cells.text("lastName"),
    },
  };
};
