import { seededRandom } from "@throughline/shared/testing/random.ts";
import {
  lisFile,
  pmsFile,
  type SimulatedStay,
  type SimulatedTest,
  simulateWard,
} from "@throughline/shared/testing/ward-files.ts";
import type { StayId } from "../../store/clinical/due-things.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BEDS = 40;
const WARDS = ["4A", "4B", "5C"] as const;
export const INTENSIVE = "ICU";
/** Who was tested at the simulation's end goes on being tested for so long. */
const GOES_ON_MS = 7 * DAY_MS;

type Result = SimulatedTest & { knownMs: number };

/** A hospital whose systems can be asked for their files at any instant. */
export interface Hospital {
  /** Everybody on the wards, as the patients' system writes it each hour. */
  stayFile(atMs: number): string;
  /** What a laboratory has come to know after `fromMs` and until `toMs`. */
  labFile(lab: Lab, fromMs: number, toMs: number): string;
  noteFile(atMs: number): string;
  /** Somebody takes a sample; the laboratory knows within the hour. */
  takeSample(stay: StayId, atMs: number): void;
}
export type Lab = "lis" | "blood-gas";

/**
 * A hospital of four wards and a few patients without a bed, the same for the same seed: with beds
 * that are forgotten, words that nobody has mapped, and rows that cannot be read. It lives from days
 * before `startMs` until days after it.
 */
export const createHospital = (seed: number, startMs: number): Hospital => {
  const random = seededRandom(seed);
  const { stays, tests } = simulate(seed, startMs + 6 * HOUR_MS);
  const results: Result[] = tests.map((test) => ({
    ...test,
    knownMs: test.performedMs + (15 + random.int(120)) * 60_000,
  }));
  // Its stay is not over, and yet the files of the last hours do not hold it.
  const missing = stays.find(({ ward, dischargedMs }) => ward === "4B" && dischargedMs === null);
  let taken = 0;
  return {
    stayFile(atMs) {
      const isListed = ({ admittedMs, dischargedMs }: SimulatedStay) =>
        admittedMs <= atMs && (dischargedMs === null || dischargedMs > atMs - DAY_MS);
      const isMissing = atMs > startMs - 4 * HOUR_MS;
      const listed = stays.filter((stay) => isListed(stay) && !(isMissing && stay === missing));
      const known = listed.map((stay) => {
        const isOver = stay.dischargedMs !== null && stay.dischargedMs <= atMs;
        return isOver ? { ...stay, bed: "" } : { ...stay, dischargedMs: null };
      });
      const hours = Math.floor((atMs - startMs) / HOUR_MS);
      return addOddStays(pmsFile(known), listed, hours % 6 === 0);
    },

    labFile(lab, fromMs, toMs) {
      const isOfLab = ({ testType }: Result) => (testType === "Lactate") === (lab === "blood-gas");
      const known = results.filter(
        (result) => isOfLab(result) && result.knownMs > fromMs && result.knownMs <= toMs,
      );
      return lab === "lis" ? addOddTests(lisFile(known), known, toMs) : lisFile(known);
    },

    noteFile: (atMs) =>
      writeNotes(stays.filter(({ admittedMs }) => admittedMs < atMs - DAY_MS).slice(0, 30)),

    takeSample({ patientId, admissionId }, atMs) {
      taken += 1;
      results.push({
        testId: `S${taken}`,
        patientId,
        admissionId,
        testType: "FBC",
        performedMs: atMs,
        result: (4 + random.next() * 14).toFixed(1),
        status: "final",
        knownMs: atMs + (20 + random.int(40)) * 60_000,
      });
    },
  };
};

const simulate = (seed: number, endMs: number) => {
  const wards = simulateWard({ seed, nowMs: endMs, wards: WARDS, bedsPerWard: BEDS });
  const intensive = simulateWard({
    seed: seed + 1,
    nowMs: endMs,
    wards: [INTENSIVE],
    bedsPerWard: 12,
  });
  const ofIntensive = <Item extends StayId>(item: Item): Item => ({
    ...item,
    patientId: item.patientId.replace("P1", "P2"),
    admissionId: item.admissionId.replace("A5", "A6"),
  });
  const stays = [
    ...wards.stays.map((stay, index) => ({ ...stay, bed: String((index % BEDS) + 1) })),
    ...intensive.stays.map((stay, index) => ({ ...ofIntensive(stay), bed: String(index + 1) })),
    // Whom the patients' system has put nowhere yet.
  ].map((stay, index) => (index % 55 === 54 ? { ...stay, ward: "", bed: "" } : stay));
  const tests = [
    ...wards.tests,
    ...intensive.tests.map((test) => ({ ...ofIntensive(test), testId: `I${test.testId}` })),
  ];
  return { stays, tests: [...tests, ...goOn(seed, stays, tests, endMs)] };
};

/** The tests to come of everybody who was not forgotten by the end. */
const goOn = (
  seed: number,
  stays: readonly SimulatedStay[],
  tests: readonly SimulatedTest[],
  endMs: number,
): SimulatedTest[] => {
  const random = seededRandom(seed + 2);
  const last = new Map(tests.map((test) => [test.patientId, test]));
  return stays.flatMap(({ patientId, dischargedMs }) => {
    const known = last.get(patientId);
    if (!known || dischargedMs !== null || endMs - known.performedMs > 44 * HOUR_MS) return [];
    const more: SimulatedTest[] = [];
    const later = (ms: number) => {
      const hours = random.chance(0.2) ? 30 + random.next() * 16 : 4 + random.next() * 20;
      return ms + Math.round(hours * HOUR_MS);
    };
    let performedMs = later(known.performedMs);
    while (performedMs < endMs + GOES_ON_MS) {
      more.push({ ...known, testId: `${known.testId}-${more.length}`, performedMs });
      performedMs = later(performedMs);
    }
    return more;
  });
};

/** A word that nobody has mapped, and in some files a date that is none. */
const addOddStays = (
  file: string,
  stays: readonly SimulatedStay[],
  withBadRow: boolean,
): string => {
  const away = stays.find(({ dischargedMs }) => dischargedMs === null);
  const marked = file.replace(
    new RegExp(`^(${away?.patientId},.*),Active,`, "m"),
    "$1,On leave (home),",
  );
  return withBadRow
    ? `${marked}P19999,Ines,Moreau,1950-01-01,F,A59999,31.02.2026,4A,41,Active,\r\n`
    : marked;
};

/** A word that nobody has mapped, a date ahead, and a stay that is somebody else's. */
const addOddTests = (file: string, tests: readonly Result[], toMs: number): string => {
  const [one, other] = [tests[0], tests.find(({ patientId }) => patientId !== tests[0]?.patientId)];
  if (!one || !other || tests.length < 12) return file;
  const at = new Date(toMs).toISOString();
  return [
    `${file}${one.testId}-R,${one.patientId},,CRP,${at},4.1,to be verified,Central`,
    `${one.testId}-F,${one.patientId},,CRP,${new Date(toMs + DAY_MS).toISOString()},5.0,final,Central`,
    `${one.testId}-X,${one.patientId},${other.patientId.replace(/^P\d/, (start) => (start === "P1" ? "A5" : "A6"))},CRP,${at},6.2,final,Central`,
    "",
  ].join("\r\n");
};

const notes = [
  "Slept well. Pain 2 of 10.",
  "Temperature 38.4 °C at 06:00, blood cultures taken.",
  "Family informed; interpreter booked for the afternoon round.",
  "Mobilised to the chair, no dizziness.",
  "Creatinine rising: check again tomorrow, no ibuprofen.",
] as const;

/** Two notes each; one patient's were written twice, in different words. */
const writeNotes = (stays: readonly SimulatedStay[]): string => {
  const rows = stays.flatMap(({ patientId, firstName, lastName, admittedMs }, index) =>
    [3, 11].map((hours, which) => {
      const at = new Date(admittedMs + hours * HOUR_MS).toISOString();
      const text = notes[(index + which) % notes.length];
      return `${patientId},${at},"${text}",${firstName},${lastName}`;
    }),
  );
  const [first = ""] = rows;
  const again = first.replace(/"[^"]*"/, '"Slept badly. Pain 6 of 10."');
  const header = "medicalRecordNumber,dateTime,doctorsNotes,firstName,lastName";
  return [header, ...rows, again, ""].join("\r\n");
};
