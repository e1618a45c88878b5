import { isActiveAt } from "@throughline/shared/admission.ts";
import { settleAdmission } from "../ward/settle-admission.ts";
import type { Intake } from "./intake.ts";

/**
 * Settles every active stay of a patient from all tests, after facts were written. With `touch` each
 * is written even where nothing changed (but `except`): whoever settles one at the same time from
 * what was there before then begins anew.
 */
export const settlePatient = async (
  { deps, site, settled }: Pick<Intake, "deps" | "site" | "settled">,
  patientId: string,
  { touch, except }: { touch: boolean; except?: ReadonlySet<string> },
): Promise<void> => {
  const { admissions, wardSettings } = deps.store.clinical;
  const stays = await admissions.listOfPatient(site, patientId, { consistent: true });
  for (const { admission, watch } of stays) {
    if (!watch && !isActiveAt(admission, deps.now())) continue;
    const result = await settleAdmission(deps, site, admission, {
      settings: await wardSettings.readFresh(site),
      mayOpen: false,
      because: "facts",
      recount: true,
      touch: touch && !except?.has(admission.admissionId),
    });
    if (result && result.toTell.length > 0) settled.push(result);
  }
};
