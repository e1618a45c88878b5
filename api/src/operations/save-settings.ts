import { AppError } from "@throughline/shared/errors.ts";
import type { SiteSettings, StoredSettings } from "@throughline/shared/site.ts";
import type { OperationDeps } from "../deps.ts";

/**
 * Saves a site's settings over the version that was read; version 0 makes a new site. Throws
 * `VERSION_CONFLICT` (with the version that stands now), `STATION_IN_USE` (with the codes) when a
 * station that has events would go, and `ZONE_FIXED` once there are events: their days would change.
 */
export const saveSettings = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  version: number,
  settings: SiteSettings,
): Promise<StoredSettings> => {
  const current = await store.settings.readFresh(site);
  if ((current?.version ?? 0) !== version) throw conflictWith(current);
  if (current) {
    const used = await store.usedStations.list(site);
    const kept = new Set(settings.stations.map(({ code }) => code));
    const stations = used.filter((code) => !kept.has(code));
    if (stations.length > 0) throw new AppError("STATION_IN_USE", { details: { stations } });
    if (used.length > 0 && settings.timeZone !== current.timeZone) throw new AppError("ZONE_FIXED");
  }
  const saved = await store.settings.save(site, version, settings);
  if (saved === "conflict") throw conflictWith(await store.settings.readFresh(site));
  return saved;
};

const conflictWith = (current: StoredSettings | null) =>
  new AppError("VERSION_CONFLICT", { details: { version: current?.version ?? 0 } });
