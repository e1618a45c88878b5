import { clinicDay } from "@throughline/shared/time.ts";
import { mapConcurrently } from "../../concurrency.ts";
import type { OperationDeps } from "../../deps.ts";
import type { StoredView } from "../../store/clinical/ward-entries.ts";
import { requireSettings } from "../site-settings.ts";
import { noteViews } from "./note-views.ts";

const WRITES_AT_A_TIME = 8;
/** Longer than any ward may set for an alert that no screen shows. */
const REMEMBERED_MS = 8 * 86_400_000;

export interface TimedView {
  view: StoredView;
  /** Nobody can say when it was: then it was not seen just now. */
  timeUnknown: boolean;
}

/**
 * Records what stood on screens: the entries, the access log, and when each alert was last seen. All
 * of it also for what was there already, as it was first told: an attempt may have ended half-way.
 */
export const recordViews = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
  views: readonly TimedView[],
  by: string,
): Promise<("stored" | "duplicate")[]> => {
  const { clinical } = store;
  const { timeZone } = await requireSettings(store, site);
  const seen = new Map<string, Map<string, string>>();
  const outcomes = await mapConcurrently(views, WRITES_AT_A_TIME, async ({ view, timeUnknown }) => {
    const outcome = await clinical.wardEntries.putView(site, view);
    const { id, ward } = { id: view.id, ward: view.body.ward };
    const stored = outcome === "stored" ? view : await clinical.wardEntries.getView(site, ward, id);
    const { at, body, tablet } = stored ?? view;
    await clinical.accessLog.append(site, clinicDay(Date.parse(at), timeZone), {
      id,
      at,
      by,
      what: "view",
      ward,
      tablet,
      count: body.episodes.length,
    });
    if (!timeUnknown) {
      const ofWard = seen.get(ward) ?? new Map<string, string>();
      seen.set(ward, ofWard);
      for (const episode of body.episodes) ofWard.set(episode, later(ofWard.get(episode), at));
    }
    return outcome;
  });
  const oldest = new Date(now() - REMEMBERED_MS).toISOString();
  await mapConcurrently([...seen], WRITES_AT_A_TIME, ([ward, episodes]) =>
    clinical.viewedAlerts.update(site, ward, (known) => noteViews(known, episodes, oldest)),
  );
  return outcomes;
};

const later = (known: string | undefined, at: string): string =>
  known !== undefined && known > at ? known : at;
