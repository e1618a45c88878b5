import fc from "fast-check";
import type { AnyFile, LisRow, PmsRow } from "./any-files.ts";

export const hour = fc.integer({ min: 0, max: 8 });
const patient = fc.constantFrom("p1", "p2");
const stay = fc.constantFrom("a1", "a2");
const updated = fc.option(hour);
const pmsRow: fc.Arbitrary<PmsRow> = fc.record({
  patient,
  stay,
  name: fc.constantFrom("Ada", "Bo"),
  ward: fc.constantFrom("A", "B"),
  bed: fc.constantFrom("1", "2"),
  status: fc.constantFrom("Active", "Active", "Discharged", "Cancelled"),
  admitted: fc.option(fc.integer({ min: 0, max: 4 })),
  discharged: fc.option(fc.integer({ min: 4, max: 23 }), { freq: 2 }),
  updated,
});
const lisRow: fc.Arbitrary<LisRow> = fc.record({
  patient,
  test: fc.constantFrom("t1", "t2", "t3"),
  stay: fc.oneof(stay, fc.constant("")),
  status: fc.constantFrom("final", "final", "ordered", "odd"),
  performed: hour,
  updated,
});
const fileOf = (asOf: number): fc.Arbitrary<AnyFile> =>
  fc.oneof(
    fc.record({
      asOf: fc.constant(asOf),
      kind: fc.constant("pms" as const),
      rows: fc.array(pmsRow, { minLength: 1, maxLength: 4 }),
    }),
    fc.record({
      asOf: fc.constant(asOf),
      kind: fc.constant("lis" as const),
      rows: fc.array(lisRow, { minLength: 1, maxLength: 4 }),
    }),
  );

/** Rows of one file about one thing have times of their own: what decides otherwise is a hash. */
const withoutTies = (file: AnyFile): AnyFile => {
  const seen = new Set<string>();
  const isFirst = (keys: string[], row: { updated: number | null }) => {
    const names = keys.map((key) => `${key} ${row.updated ?? file.asOf}`);
    if (names.some((name) => seen.has(name))) return false;
    for (const name of names) seen.add(name);
    return true;
  };
  return file.kind === "pms"
    ? {
        ...file,
        rows: file.rows.filter((row) => isFirst([row.patient, `${row.patient} ${row.stay}`], row)),
      }
    : { ...file, rows: file.rows.filter((row) => isFirst([`${row.patient} ${row.test}`], row)) };
};

export const filesWithoutTies = fc
  .uniqueArray(hour, { minLength: 2, maxLength: 5 })
  .chain((hours) => fc.tuple(...hours.map((asOf) => fileOf(asOf).map(withoutTies))));
export const filesWithTies = fc
  .array(hour, { minLength: 2, maxLength: 4 })
  .chain((hours) => fc.tuple(...hours.map(fileOf)));
