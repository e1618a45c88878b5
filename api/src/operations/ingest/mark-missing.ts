import { isActiveAt } from "@throughline/shared/admission.ts";
import { mapConcurrently } from "../../concurrency.ts";
import type { StayId } from "../../store/clinical/due-things.ts";
import { type Intake, WRITES_AT_A_TIME } from "./intake.ts";

const PART = 1_000;

/** The active stays of which files of this feed told last, until they are seen in this one. */
export interface AwaitedStays {
  see(stay: StayId): void;
  left(): StayId[];
}

/** Of a full file: so many ids are in memory as there are active stays. */
export const awaitStays = async ({ deps, site, file }: Intake): Promise<AwaitedStays> => {
  const { admissions } = deps.store.clinical;
  const awaited = new Map<string, StayId>();
  for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
    const part = await admissions.listActive(site, {
      limit: PART,
      ...(after !== undefined && { after }),
    });
    for (const { admission, feed } of await admissions.getMany(site, part.stays)) {
      if (feed !== file.feed) continue;
      const { patientId, admissionId } = admission;
      awaited.set(keyOf(admission), { patientId, admissionId });
    }
    after = part.next;
  }
  return {
    see: (stay) => awaited.delete(keyOf(stay)),
    left: () => [...awaited.values()],
  };
};

const keyOf = ({ patientId, admissionId }: StayId) => JSON.stringify([patientId, admissionId]);

/** Marks stays as not in the last file: nobody is discharged by that. Returns how many are marked. */
export const markMissing = async (intake: Intake, stays: readonly StayId[]): Promise<number> => {
  const marked = await mapConcurrently(stays, WRITES_AT_A_TIME, (stay) => markOne(intake, stay));
  return marked.filter(Boolean).length;
};

const markOne = async (intake: Intake, id: StayId): Promise<boolean> => {
  const { deps, site, file } = intake;
  const { admissions } = deps.store.clinical;
  for (;;) {
    const stay = await admissions.get(site, id, { consistent: true });
    if (!stay || stay.feed !== file.feed || !isActiveAt(stay.admission, deps.now())) return false;
    const { source, missingSince } = stay.admission;
    // A file of later holds it.
    if (source.asOf >= file.asOf) return false;
    if (missingSince !== null && missingSince <= file.asOf) return true;
    await intake.noteAgain(file.asOf, "");
    const admission = { ...stay.admission, missingSince: file.asOf };
    if ((await admissions.save(site, { ...stay, admission })) !== "conflict") return true;
  }
};
