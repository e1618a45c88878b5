import type { WardSettingsResponse } from "@throughline/shared/ward-api.ts";
import type { OperationDeps } from "../../deps.ts";
import { requireSettings } from "../site-settings.ts";
import { listKnownWards } from "./known-wards.ts";

/** The rules of a site's wards, and how far what follows from the last change has got. */
export const readWardSettings = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
): Promise<WardSettingsResponse> => {
  await requireSettings(store, site);
  const { wardSettings, recomputeJobs, outletMarks } = store.clinical;
  const [{ version, ...settings }, knownWards, job, { failing }] = await Promise.all([
    wardSettings.readFresh(site),
    listKnownWards({ store }, site),
    recomputeJobs.read(site),
    outletMarks.read(site),
  ]);
  // The second pass only looks for what was written by old settings meanwhile.
  const isUnderWay = job !== undefined && job.nextAt !== null && job.pass === 1;
  return {
    version,
    settings,
    knownWards,
    recomputing: isUnderWay ? { done: job.done } : null,
    failing,
  };
};
