import * as z from "zod/mini";
import { daySchema } from "./instant.ts";

/** As hospital systems write it: text that nobody interprets. */
export const identifierSchema = z.string().check(z.minLength(1), z.maxLength(128));

export const patientSchema = z.object({
  patientId: identifierSchema,
  /** Empty where no file has said it. */
  firstName: z.string(),
  lastName: z.string(),
  dateOfBirth: z.nullable(daySchema),
  gender: z.string(),
});
export type Patient = z.infer<typeof patientSchema>;

/** `A. O.`: what a screen that visitors can see may show; empty for a patient without a name. */
export const initialsOf = ({ firstName, lastName }: Pick<Patient, "firstName" | "lastName">) =>
  [firstName, lastName]
    .map((name) => [...name.trim()][0])
    .filter((letter) => letter !== undefined)
    .map((letter) => `${letter.toLocaleUpperCase("en")}.`)
    .join(" ");

/** `Okafor, Adaeze`: the family name first, as lists are read; the id for a patient without a name. */
export const nameOf = ({
  firstName,
  lastName,
  patientId,
}: Pick<Patient, "firstName" | "lastName" | "patientId">): string =>
  [lastName, firstName]
    .map((name) => name.trim())
    .filter(Boolean)
    .join(", ") || patientId;
