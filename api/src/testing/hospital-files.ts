const HOUR_MS = 3_600_000;
const TYPES = ["CBC", "BMP", "CRP", "INR"];
const FIRST_NAMES = "Ada Björn Chidi Dilnoza Emeka Fatima Goran Hanna Ines Jun Kofi Lien".split(
  " ",
);
const LAST_NAMES =
  "Okafor Lindqvist Nguyen Rahimov Schmidt Haddad Petrović Virtanen Costa Tanaka Mensah Janssens Kowalska O'Brien Yılmaz Silva Andersson".split(
    " ",
  );

/** Files as a hospital sends them: text of one size a row, the same for the same question. */
export interface HospitalFiles {
  /** Everybody who is in, admitted a day before `nowMs`. */
  pms(): string;
  /** So many rows of tests in the hours before `nowMs`, in the order of their samples. */
  lis(rows: number): string;
  /** The same a piece at a time, however many there are. */
  lisPieces(rows: number): Generator<string>;
}

export const hospitalFiles = ({
  stays,
  nowMs,
  wards = 25,
}: {
  stays: number;
  nowMs: number;
  wards?: number;
}): HospitalFiles => {
  const admittedAt = new Date(nowMs - 24 * HOUR_MS).toISOString();
  function* lisPieces(rows: number) {
    yield "test_id,patient_id,admission_id,test_type,test_date,result,status,lab_location\n";
    for (let row = 0; row < rows; row++) yield `${lisRow(row, { rows, stays, nowMs })}\n`;
  }
  return {
    pms() {
      const lines = Array.from({ length: stays }, (_, stay) =>
        [
          patientOf(stay),
          FIRST_NAMES[(stay * 7) % FIRST_NAMES.length],
          LAST_NAMES[(stay * 5) % LAST_NAMES.length],
          `19${30 + ((stay * 37) % 70)}-0${1 + ((stay * 5) % 9)}-${10 + ((stay * 11) % 18)}`,
          stay % 2 ? "f" : "m",
          admissionOf(stay),
          admittedAt,
          wardName(stay % wards),
          Math.floor(stay / wards) + 1,
          "Active",
        ].join(","),
      );
      const header =
        "patient_id,first_name,last_name,date_of_birth,gender,admission_id,admission_date,ward,bed_number,status";
      return `${[header, ...lines].join("\n")}\n`;
    },
    lis: (rows) => [...lisPieces(rows)].join(""),
    lisPieces,
  };
};

export const wardName = (ward: number): string => `Ward ${ward + 1}`;

const patientOf = (stay: number) => `P${String(stay).padStart(7, "0")}`;
const admissionOf = (stay: number) => `A${String(stay).padStart(7, "0")}`;

/** Each sample gives one row a test type; samples go round the patients in a scattered order. */
const lisRow = (
  row: number,
  { rows, stays, nowMs }: { rows: number; stays: number; nowMs: number },
): string => {
  const sample = Math.floor(row / TYPES.length);
  const stay = (sample * 7919) % stays;
  const agoMs = Math.floor((20 * HOUR_MS * (rows - sample * TYPES.length)) / rows);
  return [
    `T${String(row).padStart(9, "0")}`,
    patientOf(stay),
    admissionOf(stay),
    TYPES[row % TYPES.length],
    new Date(nowMs - agoMs).toISOString(),
    `${(row % 190) / 10} mmol/l`,
    "Completed",
    "Central lab",
  ].join(",");
};
