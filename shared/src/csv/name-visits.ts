import type { Visit } from "../visit.ts";

/** A visit under the pseudonym that stands for it in one export, never its id. */
export interface NamedVisit {
  name: string;
  visit: Visit;
}

/** Visits under their pseudonyms, by their first scan; at the same instant by pseudonym. */
export const nameVisits = (
  visits: readonly Visit[],
  nameVisit: (visitId: string) => string,
): NamedVisit[] =>
  visits
    .map((visit) => ({ visit, name: nameVisit(visit.id), firstAt: visit.scans[0]?.at ?? "" }))
    .sort((a, b) =>
      a.firstAt !== b.firstAt ? (a.firstAt < b.firstAt ? -1 : 1) : a.name < b.name ? -1 : 1,
    );
