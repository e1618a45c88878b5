import { settlePatient } from "../ward/settle-patient.ts";
import type { Intake } from "./intake.ts";

/** Settles the stays of a patient after facts of a file were written; see `settlePatient`. */
export const settleStays = async (
  { deps, site, settled }: Pick<Intake, "deps" | "site" | "settled">,
  patientId: string,
  options: { touch: boolean; except?: ReadonlySet<string> },
): Promise<void> => {
  const { wardSettings } = deps.store.clinical;
  const became = await settlePatient(deps, site, patientId, {
    ...options,
    settings: () => wardSettings.readFresh(site),
    because: "facts",
  });
  settled.push(...became.filter(({ toTell }) => toTell.length > 0));
};
