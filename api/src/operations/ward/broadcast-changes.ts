import type { AlertChange } from "@throughline/shared/alert.ts";
import { policyOf, type WardSettings, wardKey } from "@throughline/shared/ward.ts";
import type { PatientAlertMessage } from "@throughline/shared/ward-api.ts";
import type { OperationDeps } from "../../deps.ts";
import { changedBedsText, changedText, overdueBedsText, overdueText } from "./alert-texts.ts";

/** More at once on a ward are told of together. */
export const TOLD_ONE_BY_ONE = 3;

type Message = PatientAlertMessage["data"];

/** What makes a screen sound: the alert was not there, or not open, a moment before. */
export const opensHere = ({ what }: AlertChange): boolean =>
  what === "opened" || what === "reopened" || what === "moved";

const typeOf = (change: AlertChange): Message["alert_type"] =>
  opensHere(change) ? "overdue" : change.what === "escalated" ? "escalated" : "changed";

/** Hints to every screen of the wards concerned: those that a patient has left are, too. */
export const broadcastChanges = async (
  { realtime }: Pick<OperationDeps, "realtime">,
  site: string,
  changes: readonly AlertChange[],
  settings: WardSettings,
  now: string,
): Promise<void> => {
  const groups = new Map<
    string,
    { ward: string; type: Message["alert_type"]; list: AlertChange[] }
  >();
  const add = (ward: string, type: Message["alert_type"], change: AlertChange) => {
    const key = `${type} ${wardKey(ward)}`;
    const group = groups.get(key) ?? { ward, type, list: [] };
    groups.set(key, group);
    group.list.push(change);
  };
  for (const change of changes) {
    add(change.ward, typeOf(change), change);
    if (change.fromWard !== undefined) add(change.fromWard, "changed", change);
  }
  for (const { ward, type, list } of groups.values()) {
    for (const message of messagesOf(list, { ward, type, settings, now })) {
      await realtime.broadcast(site, wardKey(ward), message);
    }
  }
};

/** Has every screen of the wards concerned look again, in one message a ward. */
export const broadcastThatSomeChanged = async (
  { realtime }: Pick<OperationDeps, "realtime">,
  site: string,
  changes: readonly AlertChange[],
  now: string,
): Promise<void> => {
  const wards = new Map<string, Set<string>>();
  for (const { ward, fromWard = ward, admissionId, patientId } of changes) {
    for (const one of [ward, fromWard]) {
      const stays = wards.get(one) ?? new Set();
      wards.set(one, stays.add(JSON.stringify([patientId, admissionId])));
    }
  }
  for (const [ward, { size }] of wards) {
    const common = { alert_type: "changed" as const, timestamp: now, patient_id: "" };
    const message = changedBedsText(size, ward);
    await realtime.broadcast(site, wardKey(ward), { ...common, message });
  }
};

const messagesOf = (
  list: readonly AlertChange[],
  {
    ward,
    type,
    settings,
    now,
  }: { ward: string; type: Message["alert_type"]; settings: WardSettings; now: string },
): Message[] => {
  const common = { alert_type: type, timestamp: now };
  const patients = new Set(list.map(({ patientId, admissionId }) => `${patientId} ${admissionId}`));
  if (patients.size > TOLD_ONE_BY_ONE) {
    const { thresholdHours } = policyOf(settings, ward);
    const message =
      type === "changed"
        ? changedBedsText(patients.size, ward)
        : overdueBedsText(patients.size, ward, thresholdHours);
    return [{ ...common, patient_id: "", message }];
  }
  return list.map((change) => ({
    ...common,
    patient_id: change.patientId,
    message: type === "changed" ? changedText(change) : overdueText(change, now),
  }));
};
