import { isDeepStrictEqual } from "node:util";
import { isActiveAt } from "@throughline/shared/admission.ts";
import { testsOfStay } from "@throughline/shared/monitor/match-tests.ts";
import { isOverdue } from "@throughline/shared/monitor/settle.ts";
import { gapHours, gapOf, type LastTest } from "@throughline/shared/monitor/test-gap.ts";
import { policyOf, type WardSettings, wardKey } from "@throughline/shared/ward.ts";
import type { SettingsPreview } from "@throughline/shared/ward-api.ts";
import { mapConcurrently } from "../../concurrency.ts";
import type { OperationDeps } from "../../deps.ts";
import type { StoredAdmission } from "../../store/clinical/admissions.ts";
import { requireSettings } from "../site-settings.ts";

const A_PART = 200;
const STAYS_AT_A_TIME = 8;
const SHOWN = 100;

type Bed = SettingsPreview["opens"]["first"][number];

/**
 * Which alerts a change of the settings would open and close at once, the longest gaps first. It
 * looks at every active stay and writes nothing. Throws `UNKNOWN_SITE`.
 */
export const previewWardSettings = async (
  deps: Pick<OperationDeps, "store" | "now">,
  site: string,
  settings: WardSettings,
): Promise<SettingsPreview> => {
  await requireSettings(deps.store, site);
  const { admissions, wardSettings } = deps.store.clinical;
  const { version: _version, ...before } = await wardSettings.readFresh(site);
  const recount = !isDeepStrictEqual(before.counting, settings.counting);
  const nowMs = deps.now();
  const seen = new Set<string>();
  const opens: Bed[] = [];
  const closes: Bed[] = [];
  let after: string | undefined;
  do {
    const page = await admissions.listActive(site, { limit: A_PART, ...(after && { after }) });
    const stored = await admissions.getMany(site, page.stays);
    await mapConcurrently(stored, STAYS_AT_A_TIME, async (stay) => {
      const { admission, watch } = stay;
      const key = JSON.stringify([admission.patientId, admission.admissionId]);
      // One with an alert that awaits something stands in both halves of the list.
      if (!watch || !isActiveAt(admission, nowMs) || seen.has(key)) return;
      seen.add(key);
      const lastTest = recount
        ? await findLastTest(deps, site, stay, settings)
        : (watch.lastTest ?? null);
      const isDue = isOverdue({ admission, lastTest, settings, nowMs });
      const wasDue = isOverdue({ admission, lastTest: watch.lastTest, settings: before, nowMs });
      if (isDue === wasDue) return;
      const { thresholdHours } = policyOf(settings, admission.ward);
      const { sinceAt } = gapOf(admission, lastTest, thresholdHours);
      (isDue ? opens : closes).push({
        patientId: admission.patientId,
        admissionId: admission.admissionId,
        ward: wardKey(admission.ward),
        bed: admission.bed,
        gapHours: gapHours(sinceAt, nowMs),
      });
    });
    after = page.next;
  } while (after !== undefined);
  return { active: seen.size, opens: firstOf(opens), closes: firstOf(closes) };
};

const findLastTest = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  { admission }: StoredAdmission,
  { counting }: WardSettings,
): Promise<LastTest | null> => {
  const [stays, tests] = await Promise.all([
    store.clinical.admissions.listOfPatient(site, admission.patientId),
    store.clinical.labTests.listOfPatient(site, admission.patientId),
  ]);
  const { last } = testsOfStay(
    admission,
    stays.map((stay) => stay.admission),
    tests.map(({ test }) => test),
    counting,
  );
  return last;
};

const firstOf = (beds: Bed[]): SettingsPreview["opens"] => ({
  count: beds.length,
  first: beds.sort((one, other) => other.gapHours - one.gapHours).slice(0, SHOWN),
});
