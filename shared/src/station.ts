import * as z from "zod/mini";
import { CODE_PATTERN, canonicalCode } from "./station-code.ts";

/** A site's or station's code, brought to its one spelling (lower case). */
export const codeSchema = z
  .pipe(
    z.string().check(z.maxLength(80)),
    z.transform((value: string) => canonicalCode(value)),
  )
  .check(z.regex(CODE_PATTERN, "letters, digits and hyphens, 40 at most"));

const labelSchema = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));

/** Labels in further languages, by BCP 47 primary language tag ("es", "ar"). */
export const labelsSchema = z.optional(
  z.record(z.string().check(z.regex(/^[a-z]{2,3}$/)), labelSchema),
);

export const stationKinds = ["entrance", "service", "exit"] as const;

export const stationSchema = z.object({
  code: codeSchema,
  label: labelSchema,
  labels: labelsSchema,
  kind: z.enum(stationKinds),
  /** No new posters; scans of old ones still count. */
  retired: z.optional(z.boolean()),
});
export type Station = z.infer<typeof stationSchema>;

const station = (label: string, kind: Station["kind"] = "service"): Station => ({
  code: label.toLowerCase(),
  label,
  kind,
});

/** The stations that a new site begins with, in the order of a usual visit. */
export const defaultStations: readonly Station[] = [
  station("Entrance", "entrance"),
  station("Check-In"),
  station("Admin"),
  station("Vitals"),
  station("IMR"),
  station("Provider"),
  station("Lab"),
  station("Radiology"),
  station("Immunizations"),
  station("Check-Out", "exit"),
];
