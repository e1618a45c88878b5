/** Small files that speak of the same few patients, stays and tests. */

export const NOW = "2026-03-10T12:00:00.000Z";
/** An hour of the day on which everything happens. */
export const at = (hour: number) => `2026-03-10T${String(hour).padStart(2, "0")}:00:00.000Z`;

export interface PmsRow {
  patient: string;
  stay: string;
  name: string;
  ward: string;
  bed: string;
  status: string;
  admitted: number | null;
  discharged: number | null;
  updated: number | null;
}
export interface LisRow {
  patient: string;
  test: string;
  stay: string;
  status: string;
  performed: number;
  updated: number | null;
}
export type AnyFile = { asOf: number } & (
  | { kind: "pms"; rows: PmsRow[] }
  | { kind: "lis"; rows: LisRow[] }
);

const instant = (hours: number | null) => (hours === null ? "" : at(hours));
export const textOf = (file: AnyFile): string => {
  const rows =
    file.kind === "pms"
      ? [
          "patient_id,last_name,admission_id,admission_date,ward,bed_number,status,discharge_date,updated_at",
          ...file.rows.map((row) =>
            [
              row.patient,
              row.name,
              row.stay,
              instant(row.admitted),
              row.ward,
              row.bed,
              row.status,
              instant(row.discharged),
              instant(row.updated),
            ].join(),
          ),
        ]
      : [
          "test_id,patient_id,admission_id,test_type,test_date,status,updated_at",
          ...file.rows.map((row) =>
            [
              row.test,
              row.patient,
              row.stay,
              "CBC",
              at(row.performed),
              row.status,
              instant(row.updated),
            ].join(),
          ),
        ];
  return `${rows.join("\n")}\n`;
};
export const nameOf = (file: AnyFile, index: number) =>
  `f${index}_20260310${String(file.asOf).padStart(2, "0")}00.csv`;

export const isSound = ({ admitted, discharged }: PmsRow) =>
  admitted === null || discharged === null || discharged >= admitted;

export const pmsOf = (changes: Partial<PmsRow>): PmsRow => ({
  patient: "p1",
  stay: "a1",
  name: "Ada",
  ward: "A",
  bed: "1",
  status: "Active",
  admitted: 0,
  discharged: null,
  updated: null,
  ...changes,
});
export const lisOf = (changes: Partial<LisRow>): LisRow => ({
  patient: "p1",
  test: "t1",
  stay: "a1",
  status: "final",
  performed: 2,
  updated: null,
  ...changes,
});
