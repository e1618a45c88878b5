import { type Admission, isActiveAt } from "@throughline/shared/admission.ts";
import type { LabTest } from "@throughline/shared/lab-test.ts";
import { shareOutTests } from "@throughline/shared/monitor/match-tests.ts";
import type { StoredWardSettings } from "@throughline/shared/ward.ts";
import { mapConcurrently } from "../../concurrency.ts";
import type { OperationDeps } from "../../deps.ts";
import { type SettledAdmission, type Settling, settleAdmission } from "./settle-admission.ts";

type Deps = Pick<OperationDeps, "store" | "now">;

/** Stays of one patient that are written at a time. */
export const STAYS_AT_A_TIME = 8;

/**
 * Settles every active stay of a patient from all tests, after facts were written, and returns what
 * became of each. The facts are read once for all of them, after the stays: whoever changes a fact
 * after that writes the stays once more, so that here the old ones are refused. With `touch` each is
 * written even where nothing changed (but `except`): whoever settles one at the same time from what
 * was there before then begins anew.
 */
export const settlePatient = async (
  deps: Deps,
  site: string,
  patientId: string,
  {
    settings,
    because,
    touch,
    except,
  }: Pick<Settling, "because"> & {
    /** Fresh, for each stay. */
    settings: () => Promise<StoredWardSettings>;
    touch: boolean;
    except?: ReadonlySet<string>;
  },
): Promise<SettledAdmission[]> => {
  const { admissions } = deps.store.clinical;
  const stays = await admissions.listOfPatient(site, patientId, { consistent: true });
  const active = stays.filter(({ admission, watch }) => watch || isActiveAt(admission, deps.now()));
  if (active.length === 0) return [];
  // Once more: they come a page at a time, and one of an earlier page may have changed meanwhile.
  const now = await admissions.listOfPatient(site, patientId, { consistent: true });
  const testsOf = await readTests(
    deps,
    site,
    patientId,
    now.map(({ admission }) => admission),
  );
  const settled = await mapConcurrently(active, STAYS_AT_A_TIME, async (known) =>
    settleAdmission(deps, site, known.admission, {
      settings: await settings(),
      mayOpen: false,
      because,
      recount: true,
      touch: touch && !except?.has(known.admission.admissionId),
      read: { known, tests: testsOf(known.admission) },
    }),
  );
  return settled.filter((one) => one !== undefined);
};

/** Reads all tests of a patient; the function returned tells which belong to one of these stays. */
export const readTests = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  patientId: string,
  stays: readonly Admission[],
): Promise<(stay: Pick<Admission, "admissionId">) => readonly LabTest[]> => {
  const tests = await store.clinical.labTests.listOfPatient(site, patientId, { consistent: true });
  const shares = shareOutTests(
    stays,
    tests.map(({ test }) => test),
  );
  return ({ admissionId }) => shares.get(admissionId) ?? [];
};
