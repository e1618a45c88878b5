import * as z from "zod/mini";
import { instantSchema } from "./instant.ts";
import { identifierSchema } from "./patient.ts";
import { sourceSchema } from "./source.ts";

/** A stay as the files tell it. */
export const admissionSchema = z.object({
  patientId: identifierSchema,
  admissionId: identifierSchema,
  /** Empty for none. */
  ward: z.string(),
  bed: z.string(),
  status: z.enum(["active", "discharged", "cancelled"]),
  /** As the file wrote it. */
  statusText: z.string(),
  /** False for a word that nobody has mapped: the stay counts as active, and says so. */
  statusKnown: z.boolean(),
  admittedAt: z.nullable(instantSchema),
  /** May lie ahead: then it is a plan, and counts from its instant. */
  dischargedAt: z.nullable(instantSchema),
  /** The earliest as-of time of a file that named the stay. */
  firstSeenAt: instantSchema,
  /** As-of time of the full file that no longer held the stay; never a discharge. */
  missingSince: z.nullable(instantSchema),
  source: sourceSchema,
});
export type Admission = z.infer<typeof admissionSchema>;

type Stay = Pick<Admission, "status" | "admittedAt" | "dischargedAt" | "firstSeenAt" | "source">;

/** Where the stay begins: its admission, else when it was first seen. Epoch ms. */
export const startOfStay = (stay: Stay): number => Date.parse(stay.admittedAt ?? stay.firstSeenAt);

/**
 * When the stay ends, epoch ms: at its discharge, or, where a file says `discharged` and no time, as
 * of that row. Infinity for one that goes on.
 */
export const endOfStay = (stay: Stay): number => {
  if (stay.dischargedAt !== null) return Date.parse(stay.dischargedAt);
  return stay.status === "discharged" ? Date.parse(stay.source.sourceAt) : Number.POSITIVE_INFINITY;
};

/** Whether somebody lies in the bed at an instant, for all that is known. */
export const isActiveAt = (stay: Stay, atMs: number): boolean =>
  stay.status !== "cancelled" && atMs < endOfStay(stay);
