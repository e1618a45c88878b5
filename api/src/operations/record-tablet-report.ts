import type { PushRequest, PushResponse } from "@throughline/shared/journal.ts";
import type { OperationDeps } from "../deps.ts";

/** What a tablet's push and the answer to it tell of the tablet. */
export interface TabletState {
  id: string;
  station: string;
  /** Entries that it still holds after this push. */
  left: number;
  /** The days that this push's entries count on. */
  days: string[];
}

/** Takes note of a tablet that is signed in; returns what was noted. */
export const recordTabletReport = async (
  _deps: Pick<OperationDeps, "store">,
  { request, response }: { site: string; request: PushRequest; response: PushResponse },
): Promise<TabletState | undefined> => {
  const { tablet, entries } = request;
  if (!tablet) return undefined;
  // What got another day is sent again under it; everything else is settled.
  const settled = response.results.filter(({ code }) => code !== "WRONG_DAY").length;
  return {
    id: tablet.id,
    station: tablet.station,
    left: Math.max(0, tablet.waiting - settled),
    days: [...new Set(entries.map(({ body }) => body.visitDay))],
  };
};
