import { compareBeds } from "@throughline/shared/ward.ts";
import type { Row } from "./settle-bed.ts";

export const orders = ["urgency", "bed"] as const;
export type Order = (typeof orders)[number];

export const filters = ["all", "overdue", "soon", "in-hand", "never", "unconfirmed"] as const;
export type Filter = (typeof filters)[number];

const rank: Record<Row["standing"], number> = {
  escalated: 0,
  open: 0,
  acknowledged: 1,
  snoozed: 1,
  "no-tests": 1,
  soon: 2,
  fine: 3,
};

/** Nobody has it in hand. */
export const isOverdue = ({ standing }: Row): boolean => rank[standing] === 0;
/** Somebody has acknowledged, snoozed it, or said that no tests are intended. */
export const isInHand = ({ standing }: Row): boolean => rank[standing] === 1;
/** Overdue by what is known, but the lab files do not reach past its due time. */
export const isUnconfirmed = ({ alert }: Row): boolean => alert !== null && !alert.confirmed;
export const isNeverTested = ({ bed }: Row): boolean => bed.lastTest === null;

/** Whether a row passes a filter. */
export const passes = (row: Row, filter: Filter): boolean => {
  switch (filter) {
    case "all":
      return true;
    case "overdue":
      return isOverdue(row);
    case "soon":
      return row.standing === "soon";
    case "in-hand":
      return isInHand(row);
    case "never":
      return isNeverTested(row);
    case "unconfirmed":
      return isUnconfirmed(row);
  }
};

const byBed = (one: Row, other: Row): number =>
  compareBeds(one.bed.admission.bed, other.bed.admission.bed) || (one.key < other.key ? -1 : 1);

/** Those that need somebody first, the longest due before the others; else by bed, 10 after 9. */
export const orderRows = (rows: readonly Row[], order: Order): Row[] =>
  [...rows].sort(
    order === "bed"
      ? byBed
      : (one, other) =>
          rank[one.standing] - rank[other.standing] ||
          Date.parse(one.bed.dueAt) - Date.parse(other.bed.dueAt) ||
          byBed(one, other),
  );

/** In the one spelling in which names are compared and searched. */
const plain = (text: string): string =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").trim().toLocaleLowerCase("en");

/** Whether each word of a search stands in the bed, the name or a number of the row. */
export const isFound = ({ bed: { patient, admission } }: Row, search: string): boolean => {
  const text = plain(
    [
      admission.bed,
      patient.firstName,
      patient.lastName,
      patient.patientId,
      admission.admissionId,
    ].join(" "),
  );
  return plain(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
};

/** For each stay whose surname another patient on the ward has too: the beds of those others. */
export const findSameSurnames = (rows: readonly Row[]): Map<string, string[]> => {
  const bySurname = new Map<string, Row[]>();
  for (const row of rows) {
    const surname = plain(row.bed.patient.lastName);
    if (surname) bySurname.set(surname, [...(bySurname.get(surname) ?? []), row]);
  }
  const same = new Map<string, string[]>();
  for (const group of bySurname.values()) {
    for (const row of group) {
      const others = group.filter(({ bed }) => bed.patient.patientId !== row.bed.patient.patientId);
      if (others.length > 0) {
        same.set(row.key, others.map(({ bed }) => bed.admission.bed || "–").sort(compareBeds));
      }
    }
  }
  return same;
};
