import type { Admission } from "@throughline/shared/admission.ts";
import { nameOf } from "@throughline/shared/patient.ts";
import type { Patients } from "@throughline/shared/ward-api.ts";

export type ListedStay = Patients["patients"][number];

export const stayStatuses: Record<Admission["status"], string> = {
  active: "In hospital",
  discharged: "Discharged",
  cancelled: "Cancelled",
};

/** What an address asks for: who is in hospital, unless it says otherwise. */
export const readStatus = (params: URLSearchParams): Admission["status"] | "all" => {
  const named = params.get("status");
  return named === "all" || (named !== null && Object.hasOwn(stayStatuses, named))
    ? (named as Admission["status"] | "all")
    : "active";
};

/** The hours that an address asks for, as the API takes them; undefined for none or nonsense. */
export const readHours = (params: URLSearchParams): string | undefined => {
  const text = params.get("hours")?.trim();
  const hours = Number(text);
  return text && hours >= 0 && hours <= 100_000 ? String(hours) : undefined;
};

/** Without case and accents. */
const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Whether each word of the search stands somewhere in a stay's name, numbers or bed. */
export const matchesSearch = ({ patient, admission }: ListedStay, search: string): boolean => {
  const { patientId, dateOfBirth } = patient;
  const parts = [
    nameOf(patient),
    patientId,
    dateOfBirth ?? "",
    admission.admissionId,
    admission.bed,
  ];
  const text = fold(parts.join("\n"));
  return fold(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
};
