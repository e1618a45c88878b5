import { hideSmallCellsOfDay } from "@throughline/shared/analytics/hide-small-cells.ts";
import type { FlowDays } from "@throughline/shared/api.ts";
import { daysBetween } from "@throughline/shared/calendar.ts";
import type { OperationDeps } from "../deps.ts";
import { readDay } from "./read-day.ts";
import { requireSettings } from "./site-settings.ts";

/**
 * The figures of each day of a range as one JSON text in pieces, one day in memory at a time. Small
 * counts are hidden unless all are asked for in `full`. Throws `UNKNOWN_SITE` before the first piece.
 */
export const exportDays = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
  { from, to }: { from: string; to: string },
  { full }: { full: boolean },
): Promise<AsyncIterable<string>> => {
  const { name, timeZone, stations } = await requireSettings(store, site);
  const nowMs = now();
  const head: Omit<FlowDays, "days"> = {
    site,
    name,
    from,
    to,
    timeZone,
    asOf: new Date(nowMs).toISOString(),
    smallCells: full ? "shown" : "hidden",
  };
  return (async function* () {
    yield `${JSON.stringify(head).slice(0, -1)},"days":[`;
    let separator = "";
    for (const day of daysBetween(from, to)) {
      const figures = await readDay({ store, now: () => nowMs }, site, day);
      const told = full ? figures : hideSmallCellsOfDay(figures, stations);
      yield separator + JSON.stringify(told);
      separator = ",";
    }
    yield "]}\n";
  })();
};
