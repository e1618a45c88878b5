import type { IngestUnderTest } from "../start-ingest.ts";
import type { expectedFacts } from "./plain-fold.ts";

/** The same of what is stored. */
export const storedFacts = async ({
  store,
}: IngestUnderTest): Promise<ReturnType<typeof expectedFacts>> => {
  const { patients, admissions, labTests } = store.clinical;
  const found: ReturnType<typeof expectedFacts> = { patients: {}, stays: {}, tests: {} };
  for (const patientId of ["p1", "p2"]) {
    const known = await patients.get("main", patientId);
    if (known) {
      const { source, patient: who } = known;
      found.patients[patientId] = { name: who.lastName, file: source.file, line: source.line };
    }
    for (const { admission, watch } of await admissions.listOfPatient("main", patientId)) {
      const { ward, bed, source, firstSeenAt, missingSince } = admission;
      found.stays[`${patientId} ${admission.admissionId}`] = {
        ward,
        bed,
        file: source.file,
        line: source.line,
        firstSeenAt,
        missingSince,
        watch: watch && {
          lastTest: watch.lastTest && [
            watch.lastTest.testId,
            watch.lastTest.source.file,
            watch.lastTest.source.line,
          ],
          unmapped: watch.unmapped?.testId ?? null,
          dueAt: watch.dueAt,
          nextAt: watch.nextAt as string,
        },
      };
    }
    for (const { test: told } of await labTests.listOfPatient("main", patientId)) {
      const { admissionId, status, performedAt, source } = told;
      found.tests[`${patientId} ${told.testId}`] = {
        stay: admissionId,
        status,
        performedAt,
        file: source.file,
        line: source.line,
      };
    }
  }
  return found;
};

/** Every item of the table, but for what tells how it came about. */
export const tableOf = ({ memory }: IngestUnderTest): string[] =>
  [...memory.items("clinical")]
    .filter(({ pk, sk }) => !/#FILE|#ASOF/.test(String(pk)) && !/^FEED#/.test(String(sk)))
    .map(({ version: _version, floor: _floor, outbox: _outbox, ...rest }) =>
      JSON.stringify(
        rest,
        Object.keys(rest)
          .sort()
          .concat(Object.keys(flat(rest))),
      ),
    )
    .sort();
const flat = (value: unknown): Record<string, true> => {
  const names: Record<string, true> = {};
  JSON.stringify(value, (name, part) => {
    names[name] = true;
    return part;
  });
  return names;
};
