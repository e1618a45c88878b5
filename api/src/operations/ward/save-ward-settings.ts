import { AppError } from "@throughline/shared/errors.ts";
import type { WardSettings } from "@throughline/shared/ward.ts";
import type { WardSettingsResponse } from "@throughline/shared/ward-api.ts";
import type { OperationDeps } from "../../deps.ts";
import { describeError } from "../../log.ts";
import { requireSettings } from "../site-settings.ts";
import { readWardSettings } from "./read-ward-settings.ts";
import { orderRecompute, recomputeAlerts } from "./recompute-alerts.ts";

/** So long the answer waits for the recomputing; the rest is left to the monitor. */
const RECOMPUTE_FOR_MS = 2_000;

/**
 * Saves the rules of a site's wards if nobody did since `version` was read, and settles the active
 * stays by them. Throws `UNKNOWN_SITE` and `VERSION_CONFLICT`.
 */
export const saveWardSettings = async (
  deps: OperationDeps,
  site: string,
  version: number,
  settings: WardSettings,
): Promise<WardSettingsResponse> => {
  await requireSettings(deps.store, site);
  const { wardSettings } = deps.store.clinical;
  const before = await wardSettings.readFresh(site);
  if (before.version !== version) throw new AppError("VERSION_CONFLICT");
  await orderRecompute(deps, site, version + 1);
  const saved = await wardSettings.save(site, version, settings);
  if (saved === "conflict") throw new AppError("VERSION_CONFLICT");
  try {
    await recomputeAlerts(deps, site, { untilMs: deps.now() + RECOMPUTE_FOR_MS });
  } catch (error) {
    // They are saved, and the monitor goes on with what follows.
    deps.log("monitor-failed", { site, ...describeError(error) });
  }
  return readWardSettings(deps, site);
};
