import { isActiveAt } from "@throughline/shared/admission.ts";
import { wardKey } from "@throughline/shared/ward.ts";
import type { WardList } from "@throughline/shared/ward-api.ts";
import { mapConcurrently } from "../../concurrency.ts";
import type { OperationDeps } from "../../deps.ts";
import type { StoredAdmission } from "../../store/clinical/admissions.ts";
import { requireSettings } from "../site-settings.ts";
import { glanceAtFeeds, isConfirmed } from "./glance-at-feeds.ts";
import { listKnownWards } from "./known-wards.ts";

const READS_AT_A_TIME = 8;
const SOON_MS = 6 * 3_600_000;

/** How many beds of each ward are in which state. */
export const listWards = async (
  deps: Pick<OperationDeps, "store" | "now">,
  site: string,
): Promise<WardList> => {
  const { clinical } = deps.store;
  await requireSettings(deps.store, site);
  const nowMs = deps.now();
  const [wards, { feeds, labsReachTo }, mark] = await Promise.all([
    listKnownWards(deps, site),
    glanceAtFeeds(deps, site),
    clinical.monitorMarks.readWhole(site),
  ]);
  return {
    asOf: new Date(nowMs).toISOString(),
    monitorAt: mark?.at ?? null,
    monitorFailed: mark?.failed ?? 0,
    feeds,
    wards: await mapConcurrently(wards, READS_AT_A_TIME, async (ward) => {
      const stays = await clinical.admissions.listWard(site, ward);
      return { ward: wardKey(ward), ...countBeds(stays, labsReachTo, nowMs) };
    }),
  };
};

const countBeds = (
  stays: readonly StoredAdmission[],
  labsReachTo: string | null,
  nowMs: number,
): Omit<WardList["wards"][number], "ward"> => {
  const counts = { beds: 0, open: 0, unconfirmed: 0, inHand: 0, soon: 0 };
  for (const { admission, watch } of stays) {
    if (!watch || !isActiveAt(admission, nowMs)) continue;
    const dueMs = Date.parse(watch.dueAt);
    counts.beds += 1;
    if (watch.alert && watch.alert.openSinceAt === null) counts.inHand += 1;
    // Due, and not yet opened: the monitor comes within the minute, and nobody need wait for it.
    else if (watch.alert || dueMs <= nowMs) {
      counts.open += 1;
      if (!isConfirmed(watch.dueAt, labsReachTo)) counts.unconfirmed += 1;
    } else if (dueMs <= nowMs + SOON_MS) counts.soon += 1;
  }
  return counts;
};
