import { MIN_WAITS } from "@throughline/shared/analytics/expected-waits.ts";
import type { StoredSettings } from "@throughline/shared/site.ts";
import type { OperationDeps } from "../deps.ts";
import { describeError } from "../log.ts";
import type { Waits } from "../store/guides.ts";
import { buildGuide, guideDays, newestClosedDay } from "./build-guide.ts";
import { readSummaries } from "./read-summaries.ts";
import { sweepExpired } from "./sweep-expired.ts";

/** So many new events of past days are worth a new guide before the next day closes. */
const ENOUGH_NEWS = 1_000;
/** Summaries are made once a day: with two days in view each expiry is seen before it comes. */
const SOON_MS = 2 * 86_400_000;

type MaintenanceDeps = Pick<OperationDeps, "store" | "now" | "log">;

/**
 * What a scheduler calls each minute: whenever a further day of a site has closed, or an import or
 * late devices brought much of its last days, their summaries (so that they outlive their events) and
 * the site's expected waits; and the removal of what has expired. A site that fails is logged and
 * does not keep the others waiting.
 */
export const runMaintenance = async (deps: MaintenanceDeps): Promise<void> => {
  for (const site of await deps.store.settings.listSites()) {
    try {
      await maintainSite(deps, site);
    } catch (error) {
      deps.log("maintenance-failed", { site, ...describeError(error) });
    }
  }
};

const maintainSite = async (deps: MaintenanceDeps, site: string) => {
  const { store, now, log } = deps;
  const settings = await store.settings.read(site);
  if (!settings) return;
  const nowMs = now();
  const [waits, news] = [await store.guides.read(site), await store.guides.readNews(site)];
  if (isGuideDue(waits, news, settings, nowMs)) {
    const reading = { store, site, settings, nowMs };
    await readSummaries(reading, guideDays(settings, nowMs));
    // An imported day may be as old as it likes: its figures must outlive its events all the same.
    const soon = new Date(nowMs + SOON_MS).toISOString().slice(0, 10);
    const expiring = await store.expiries.listUntil(site, soon);
    for (const day of new Set(expiring.map((mark) => mark.day))) {
      await readSummaries(reading, [day]);
    }
    const { expected } = await buildGuide(deps, site, settings);
    if (news !== 0) await store.guides.addNews(site, -news);
    log("guide-built", { site, count: expected.length });
  }
  const count = await sweepExpired(deps, site);
  if (count > 0) log("expired-removed", { site, count });
};

/** A guide that tells no wait yet is due as soon as the news may hold enough for one. */
const isGuideDue = (
  waits: Waits | null,
  news: number,
  settings: StoredSettings,
  nowMs: number,
): boolean => {
  if (!waits?.builtAt || news >= (waits.expected.length > 0 ? ENOUGH_NEWS : MIN_WAITS)) return true;
  return newestClosedDay(settings, Date.parse(waits.builtAt)) < newestClosedDay(settings, nowMs);
};
