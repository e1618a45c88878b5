import type { PushRequest, PushResponse } from "@throughline/shared/journal.ts";
import { isWorthNoting, noteReport } from "@throughline/shared/station-tablet.ts";
import type { OperationDeps } from "../deps.ts";
import { requireSettings } from "./site-settings.ts";

/**
 * Takes note of what a push and the answer to it tell of a tablet that is signed in: where it is,
 * which days it is active on, and whether it still holds entries. Throws `UNKNOWN_SITE`.
 */
export const recordTabletReport = async (
  { store }: Pick<OperationDeps, "store">,
  { site, request, response }: { site: string; request: PushRequest; response: PushResponse },
): Promise<void> => {
  const { tablet, entries } = request;
  if (!tablet) return;
  const { timeZone } = await requireSettings(store, site);
  // What got another day is sent again under it; everything else is settled.
  const settled = response.results.filter(({ code }) => code !== "WRONG_DAY").length;
  const report = {
    id: tablet.id,
    station: tablet.station,
    left: Math.max(0, tablet.waiting - settled),
    days: entries.map(({ body }) => body.visitDay),
    receivedMs: Date.parse(response.receivedAt),
  };
  await store.tablets.update(site, tablet.id, (known) => {
    const next = noteReport(known, report, timeZone);
    return isWorthNoting(known, next) ? next : undefined;
  });
};
