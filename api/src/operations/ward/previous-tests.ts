import { startOfStay } from "@throughline/shared/admission.ts";
import { testsOfStay } from "@throughline/shared/monitor/match-tests.ts";
import type { StoredWardSettings } from "@throughline/shared/ward.ts";
import type { WardBed } from "@throughline/shared/ward-api.ts";
import type { OperationDeps } from "../../deps.ts";
import type { StoredAdmission } from "../../store/clinical/admissions.ts";
import { remember } from "../../store/remembered.ts";
import { pickTest } from "./pick-test.ts";

/** Every screen of a ward asks some times a minute, and whoever comes often has many tests. */
const REMEMBERED_MS = 5 * 60_000;
const MOST_STAYS = 5_000;

export interface PreviousTests {
  /**
   * The last counting test of the stay before this one, which its clock knows nothing of. Anew when
   * the stay is written, as it is when another of the patient's changes; a new test that names a
   * stay which is over may be missing for five minutes.
   */
  find(
    site: string,
    stay: StoredAdmission,
    settings: StoredWardSettings,
  ): Promise<WardBed["previousStayTest"]>;
}

export const createPreviousTests = ({
  store,
  now,
}: Pick<OperationDeps, "store" | "now">): PreviousTests => {
  const { admissions, labTests, wardSettings } = store.clinical;
  const load = async (key: string): Promise<WardBed["previousStayTest"]> => {
    const [site, patientId, admissionId] = JSON.parse(key) as [string, string, string];
    const stays = await admissions.listOfPatient(site, patientId, { consistent: true });
    const all = stays.map(({ admission }) => admission);
    const stay = all.find((one) => one.admissionId === admissionId);
    if (!stay) return null;
    const [previous] = all
      .filter((one) => one.status !== "cancelled" && startOfStay(one) < startOfStay(stay))
      .sort((one, other) => startOfStay(other) - startOfStay(one));
    if (!previous) return null;
    const [tests, { counting }] = await Promise.all([
      labTests.listOfPatient(site, patientId),
      wardSettings.read(site),
    ]);
    const { last } = testsOfStay(
      previous,
      all,
      tests.map(({ test }) => test),
      counting,
    );
    return last && pickTest(last);
  };
  const remembered = remember({ load, forMs: REMEMBERED_MS, now, maxKeys: MOST_STAYS });
  return {
    find: (site, { admission: { patientId, admissionId }, version }, settings) =>
      remembered.get(JSON.stringify([site, patientId, admissionId, version, settings.version])),
  };
};
