import { isActiveAt } from "@throughline/shared/admission.ts";
import { gapHours } from "@throughline/shared/monitor/test-gap.ts";
import { policyOf, wardKey } from "@throughline/shared/ward.ts";
import type { Monitoring } from "@throughline/shared/ward-api.ts";
import type { OperationDeps } from "../../deps.ts";
import type { StayId } from "../../store/clinical/due-things.ts";
import { requireSettings } from "../site-settings.ts";
import { glanceAtFeeds, isConfirmed } from "./glance-at-feeds.ts";
import { compareText } from "./known-wards.ts";

const DUE_A_PAGE = 500;

/**
 * Every active stay whose gap has reached its ward's threshold, the longest due first: also one that
 * the monitor's next tick will open.
 */
export const readMonitoring = async (
  deps: Pick<OperationDeps, "store" | "now">,
  site: string,
): Promise<Monitoring> => {
  const { clinical } = deps.store;
  await requireSettings(deps.store, site);
  const nowMs = deps.now();
  const asOf = new Date(nowMs).toISOString();
  const [settings, { labsReachTo }, mark, alerted, due] = await Promise.all([
    clinical.wardSettings.read(site),
    glanceAtFeeds(deps, site),
    clinical.monitorMarks.readWhole(site),
    clinical.admissions.listAlerted(site),
    listDue(deps, site, asOf),
  ]);
  const ids = new Map(
    [...alerted, ...due].map((id) => [JSON.stringify([id.patientId, id.admissionId]), id]),
  );
  const stays = await clinical.admissions.getMany(site, [...ids.values()], { consistent: true });
  const alerts = stays.flatMap(({ admission, watch }): Monitoring["alerts"] => {
    if (!watch || !isActiveAt(admission, nowMs)) return [];
    if (!watch.alert && Date.parse(watch.dueAt) > nowMs) return [];
    return [
      {
        patientId: admission.patientId,
        admissionId: admission.admissionId,
        ward: wardKey(admission.ward),
        bedNumber: admission.bed,
        gapHours: gapHours(watch.sinceAt, nowMs),
        dueAt: watch.dueAt,
        lastTestAt: watch.lastTest?.performedAt ?? null,
        state: watch.alert?.state ?? "open",
        confirmed: isConfirmed(watch.dueAt, labsReachTo),
        neverTested: watch.lastTest === null,
        thresholdHours: policyOf(settings, admission.ward).thresholdHours,
      },
    ];
  });
  return {
    asOf,
    thresholdHours: settings.policy.thresholdHours,
    monitorAt: mark?.at ?? null,
    monitorFailed: mark?.failed ?? 0,
    alerts: alerts.sort(
      (one, other) =>
        compareText(one.dueAt, other.dueAt) ||
        compareText(one.admissionId, other.admissionId) ||
        compareText(one.patientId, other.patientId),
    ),
  };
};

/** The stays that the monitor must act upon by now, be they due or something else. */
const listDue = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  now: string,
): Promise<StayId[]> => {
  const ids: StayId[] = [];
  let after: string | undefined;
  do {
    const page = await store.clinical.dueThings.list(site, now, { limit: DUE_A_PAGE, after });
    for (const thing of page.things) if (thing.kind === "admission") ids.push(thing);
    after = page.next;
  } while (after !== undefined);
  return ids;
};
