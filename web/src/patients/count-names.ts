import type { PatientRecord } from "@throughline/shared/patient-record.ts";

type Named = Pick<PatientRecord, "firstName" | "lastName">;

/** Under how many names records stand; case and spaces make no other name, and none is none. */
export const countNames = (records: readonly Named[]): number =>
  new Set(
    records
      .map(({ lastName, firstName }) => JSON.stringify([lastName, firstName].map(plain)))
      .filter((name) => name !== '["",""]'),
  ).size;

const plain = (name: string): string =>
  name.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
