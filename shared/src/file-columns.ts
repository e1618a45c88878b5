import type { FileKind } from "./feed.ts";

/** The columns of each kind of file, as they are named unless a feed's profile says otherwise. */
export const fileColumns = {
  pms: [
    "patient_id",
    "first_name",
    "last_name",
    "date_of_birth",
    "gender",
    "admission_id",
    "admission_date",
    "ward",
    "bed_number",
    "status",
    "discharge_date",
    "updated_at",
  ],
  lis: [
    "test_id",
    "patient_id",
    "test_type",
    "test_date",
    "admission_id",
    "result",
    "status",
    "lab_location",
    "updated_at",
  ],
  records: ["medicalRecordNumber", "dateTime", "doctorsNotes", "firstName", "lastName"],
} as const satisfies Record<FileKind, readonly string[]>;

export type FileColumn = (typeof fileColumns)[FileKind][number];

export const requiredColumns: Record<FileKind, readonly FileColumn[]> = {
  pms: ["patient_id"],
  lis: ["test_id", "patient_id", "test_type", "test_date"],
  records: ["medicalRecordNumber", "dateTime"],
};

export const allFileColumns: readonly FileColumn[] = [
  ...new Set<FileColumn>(Object.values(fileColumns).flat()),
];

/** Names of columns are compared trimmed and without case. */
export const columnKey = (name: string): string => name.trim().toLowerCase();
