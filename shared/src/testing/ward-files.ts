import { seededRandom } from "./random.ts";

const HOUR_MS = 3_600_000;

/** A seeded hospital's files, as its systems would drop them. */
export interface WardFilesOptions {
  seed: number;
  /** Epoch ms: nothing in the files is later. */
  nowMs: number;
  wards: readonly string[];
  bedsPerWard: number;
}

export interface SimulatedStay {
  patientId: string;
  admissionId: string;
  firstName: string;
  lastName: string;
  dateOfBirth: string;
  gender: string;
  ward: string;
  bed: string;
  admittedMs: number;
  dischargedMs: number | null;
}

export interface SimulatedTest {
  testId: string;
  patientId: string;
  admissionId: string;
  testType: string;
  performedMs: number;
  result: string;
  status: string;
}

type Name = readonly [first: string, last: string];
const people: readonly [Name, ...Name[]] = [
  ["Amara", "Okafor"],
  ["Maja", "Lindqvist"],
  ["Salma", "Haddad"],
  ["Yuki", "Tanaka"],
  ["José María", "Fernández de la Vega y Castellanos"],
  ["فاطمة", "الزهراء بنت عبد الرحمن"],
  ["王", "小明"],
  ["Владимир", "Сергеевич-Преображенский"],
  ["आराध्या", "श्रीवास्तव"],
  ["Νίκη", "Παπαδοπούλου"],
  ["ישראל", "כהן"],
  ["지우", "김"],
  ["สมชาย", "ศรีสุวรรณ"],
  ["Ana", "Silva"],
  ["João", "da Silva Pereira"],
  ["Erika", "Mustermann"],
  ["Seán", "O’Brien"],
  ["Wolfeschlegelsteinhausenbergerdorff", "Hubert Blaine"],
  ["Đorđe", "Živković"],
  ["Lê", "Nguyễn"],
];
type Type = readonly [name: string, low: number, high: number];
const types: readonly [Type, ...Type[]] = [
  ["CRP", 2, 180],
  ["FBC", 4, 18],
  ["LFT", 10, 90],
  ["U&E", 3, 6],
  ["INR", 0.9, 3.5],
  ["Lactate", 0.5, 4],
];

/**
 * Stays of up to eight days with tests every few hours; about one bed in ten is forgotten for days,
 * one in fifteen was never tested, a few stays are over, and two patients of each ward share a name.
 */
export const simulateWard = ({ seed, nowMs, wards, bedsPerWard }: WardFilesOptions) => {
  const { next: random, pick } = seededRandom(seed);
  const stays: SimulatedStay[] = [];
  const tests: SimulatedTest[] = [];
  for (const [wardIndex, ward] of wards.entries()) {
    for (let bed = 1; bed <= bedsPerWard; bed++) {
      const number = wardIndex * bedsPerWard + bed;
      const [firstName, lastName] =
        bed === 2 ? pick(people) : (people[number % people.length] ?? pick(people));
      const admittedMs = nowMs - Math.round((4 + random() * 190) * HOUR_MS);
      const isOver = random() < 0.08;
      const stay: SimulatedStay = {
        patientId: `P${String(10_000 + number)}`,
        admissionId: `A${String(50_000 + number)}`,
        firstName,
        lastName: bed === 3 ? (stays.at(-1)?.lastName ?? lastName) : lastName,
        dateOfBirth: new Date(
          Date.UTC(
            1930 + Math.floor(random() * 85),
            Math.floor(random() * 12),
            1 + Math.floor(random() * 28),
          ),
        )
          .toISOString()
          .slice(0, 10),
        gender: pick(["F", "M", "X", ""]),
        ward,
        bed: isOver ? "" : String(bed),
        admittedMs,
        dischargedMs: isOver
          ? admittedMs + Math.round((nowMs - admittedMs) * (0.3 + random() * 0.6))
          : null,
      };
      stays.push(stay);
      if (random() < 0.07) continue;
      const silentMs = random() < 0.12 ? (49 + random() * 40) * HOUR_MS : random() * 40 * HOUR_MS;
      let at = admittedMs + random() * 6 * HOUR_MS;
      const until = Math.min(stay.dischargedMs ?? nowMs, nowMs - silentMs);
      for (let index = 0; at < until; index++) {
        const [testType, low, high] = pick(types);
        tests.push({
          testId: `T${number}-${index}`,
          patientId: stay.patientId,
          admissionId: random() < 0.05 ? "" : stay.admissionId,
          testType,
          performedMs: Math.round(at),
          result: (low + random() * (high - low)).toFixed(1),
          status: random() < 0.04 ? "ordered" : pick(["final", "resulted", "preliminary"]),
        });
        at += (4 + random() * 22) * HOUR_MS;
      }
    }
  }
  return { stays, tests: tests.sort((one, other) => one.performedMs - other.performedMs) };
};

const instant = (ms: number | null) => (ms === null ? "" : new Date(ms).toISOString());
const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const lines = (rows: readonly string[][]) =>
  rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");

/** The `pms` file of stays. */
export const pmsFile = (stays: readonly SimulatedStay[]): string =>
  lines([
    "patient_id first_name last_name date_of_birth gender admission_id admission_date ward bed_number status discharge_date".split(
      " ",
    ),
    ...stays.map((stay) => [
      stay.patientId,
      stay.firstName,
      stay.lastName,
      stay.dateOfBirth,
      stay.gender,
      stay.admissionId,
      instant(stay.admittedMs),
      stay.ward,
      stay.bed,
      stay.dischargedMs === null ? "Active" : "Discharged",
      instant(stay.dischargedMs),
    ]),
  ]);

/** The `lis` file of tests. */
export const lisFile = (tests: readonly SimulatedTest[]): string =>
  lines([
    "test_id patient_id admission_id test_type test_date result status lab_location".split(" "),
    ...tests.map((test) => [
      test.testId,
      test.patientId,
      test.admissionId,
      test.testType,
      instant(test.performedMs),
      test.result,
      test.status,
      "Central",
    ]),
  ]);
