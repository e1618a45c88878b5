import * as z from "zod/mini";
import { instantSchema } from "./instant.ts";

/** One reading of personal data. */
export const accessSchema = z.object({
  id: z.string(),
  at: instantSchema,
  /** Which sitting, tablet or script it was; never what it signed in with. */
  by: z.string(),
  /** The route's pattern, or `view` for a ward that stood on a screen. */
  what: z.string(),
  /** What it was about, where that is one ward (empty for none) or one patient. */
  ward: z.optional(z.string()),
  patientId: z.optional(z.string()),
  medicalRecordNumber: z.optional(z.string()),
  /** Where it was shown, if a ward's tablet said so. */
  tablet: z.optional(z.string()),
  /** Of how many stays, tests, records or readings it told. */
  count: z.int(),
});
export type Access = z.infer<typeof accessSchema>;

export const accessLogSchema = z.object({
  /** In time order. */
  entries: z.array(accessSchema),
  /** Where the next page begins; null after the last. */
  cursor: z.nullable(z.string()),
});
export type AccessLog = z.infer<typeof accessLogSchema>;
