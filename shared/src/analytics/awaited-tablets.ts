import type { AwaitedTablet } from "../figures.ts";
import type { Station } from "../station.ts";
import { awaitedOn, isSilent, type StationTablet } from "../station-tablet.ts";
import { findLabels } from "./station-labels.ts";

/** The tablets that may still hold entries of a day, the longest silent first. */
export const listAwaited = (
  tablets: readonly StationTablet[],
  day: string,
  { stations, nowMs }: { stations: readonly Station[]; nowMs: number },
): AwaitedTablet[] => {
  const label = findLabels(stations);
  return awaitedOn(tablets, day)
    .map((tablet) => ({
      id: tablet.id,
      station: label(tablet.station),
      code: tablet.station,
      reportedAt: tablet.reportedAt,
      silent: isSilent(tablet, nowMs),
    }))
    .sort((one, other) => (one.reportedAt < other.reportedAt ? -1 : 1));
};
