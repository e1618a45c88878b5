import type { Alert } from "@throughline/shared/alert.ts";
import { policyOf, wardKey } from "@throughline/shared/ward.ts";
import type { OperationDeps } from "../../deps.ts";
import { describeError } from "../../log.ts";
import { overdueBedsText, overdueText } from "./alert-texts.ts";
import { TOLD_ONE_BY_ONE } from "./broadcast-changes.ts";
import { readLabReach } from "./read-lab-reach.ts";

/**
 * An alert mostly opens before the file that confirms it comes. When the laboratories' files reach
 * further, what they have newly confirmed and nobody has in hand sounds on the wards: this reads
 * those alerts alone.
 */
export const announceConfirmed = async (deps: OperationDeps, site: string): Promise<void> => {
  const { admissions, outletMarks, wardSettings } = deps.store.clinical;
  // A file that has just come must be among them: nobody looks again before the next one.
  const { reachesTo } = await readLabReach(deps, site, { consistent: true });
  const { confirmedTo } = await outletMarks.read(site);
  if (reachesTo === confirmedTo) return;
  if (reachesTo !== null && (confirmedTo === null || reachesTo > confirmedTo)) {
    const ids = await admissions.listAlerted(site, {
      ...(confirmedTo !== null && { after: confirmedTo }),
      upTo: reachesTo,
    });
    const wards = new Map<string, Confirmed[]>();
    for (const { admission, watch } of await admissions.getMany(site, ids)) {
      const alert = watch?.alert;
      if (!alert || alert.action !== null) continue;
      const { ward, bed, patientId } = admission;
      wards.set(ward, [...(wards.get(ward) ?? []), { alert, ward, bed, patientId }]);
    }
    const settings = await wardSettings.read(site);
    for (const [ward, list] of wards) {
      const { thresholdHours } = policyOf(settings, ward);
      await announce(deps, site, { ward, list, thresholdHours });
    }
  }
  // Also back: what a feed that is new leaves open again will be told of when it is confirmed.
  await outletMarks.update(site, (marks) => ({ ...marks, confirmedTo: reachesTo }));
};

interface Confirmed {
  alert: Alert;
  ward: string;
  bed: string;
  patientId: string;
}

const announce = async (
  { realtime, push, now, log }: OperationDeps,
  site: string,
  { ward, list, thresholdHours }: { ward: string; list: Confirmed[]; thresholdHours: number },
): Promise<void> => {
  const timestamp = new Date(now()).toISOString();
  const common = { alert_type: "overdue" as const, timestamp };
  const messages =
    list.length > TOLD_ONE_BY_ONE
      ? [{ patient_id: "", message: overdueBedsText(list.length, ward, thresholdHours) }]
      : list.map(({ alert, patientId, ...where }) => ({
          patient_id: patientId,
          message: overdueText({ ...where, episode: alert.episode }, timestamp),
        }));
  try {
    for (const message of messages) {
      await realtime.broadcast(site, wardKey(ward), { ...common, ...message });
    }
    await push.send(site, wardKey(ward), list.length);
  } catch (error) {
    log("outlet-failed", { site, ...describeError(error) });
  }
};
