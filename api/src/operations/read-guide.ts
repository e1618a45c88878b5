import type { Guide } from "@throughline/shared/api.ts";
import type { OperationDeps } from "../deps.ts";
import { requireSettings } from "./site-settings.ts";

const nothingYet: Guide["waits"] = { builtAt: null, fromDay: null, toDay: null, expected: [] };

/** What a patient's page needs to know of a site. Throws `UNKNOWN_SITE`. */
export const readGuide = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
): Promise<Guide> => {
  const settings = await requireSettings(store, site);
  const waits = await store.guides.read(site);
  return {
    site,
    name: settings.name,
    timeZone: settings.timeZone,
    visitLimitHours: settings.visitLimitHours,
    retentionDays: settings.retentionDays,
    stations: settings.stations,
    reasons: settings.reasons,
    waits: waits ?? nothingYet,
    now: new Date(now()).toISOString(),
  };
};
