import * as z from "zod/mini";
import { instantSchema } from "./instant.ts";
import { identifierSchema } from "./patient.ts";

/** One note of a patient's record, as a file brought it. Names as agreed with the sources. */
export const patientRecordSchema = z.object({
  medicalRecordNumber: identifierSchema,
  dateTime: instantSchema,
  doctorsNotes: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  /** The earliest file that held it, and when it was read in. */
  csvFile: z.string(),
  line: z.int(),
  dateTimeProcessed: instantSchema,
  /** Another text stands under the same number and time. Both are kept. */
  conflicting: z.boolean(),
});
export type PatientRecord = z.infer<typeof patientRecordSchema>;
