import { addDays, daysBetween } from "@throughline/shared/calendar.ts";
import type { OperationDeps } from "../deps.ts";
import { describeError } from "../log.ts";
import { buildGuide, newestClosedDay } from "./build-guide.ts";
import { readSummaries } from "./read-summaries.ts";
import { sweepExpired } from "./sweep-expired.ts";

/** Days whose summaries are made sure of, so that they outlive their events. */
const SUMMARY_DAYS = 28;

type MaintenanceDeps = Pick<OperationDeps, "store" | "now" | "log">;

/**
 * What a scheduler calls each minute: whenever a further day of a site has closed, its summary and
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
  const newest = newestClosedDay(settings, nowMs);
  const builtAt = (await store.guides.read(site))?.builtAt;
  if (!builtAt || newestClosedDay(settings, Date.parse(builtAt)) < newest) {
    const days = daysBetween(addDays(newest, 1 - SUMMARY_DAYS), newest);
    await readSummaries({ store, site, settings, nowMs }, days);
    const { expected } = await buildGuide(deps, site, settings);
    log("guide-built", { site, count: expected.length });
  }
  const count = await sweepExpired(deps, site);
  if (count > 0) log("expired-removed", { site, count });
};
