import { findLabels } from "../analytics/station-labels.ts";
import type { SiteSettings } from "../site.ts";
import { stationKinds } from "../station.ts";
import type { Visit } from "../visit.ts";
import { csvRow } from "./formula-safe.ts";
import { nameVisits } from "./name-visits.ts";

/**
 * The event export: one row per unvoided scan, a visit's rows together and in its order. What tells
 * of the whole visit (day, reason) stands on each of its rows, as process-mining tools expect.
 * `npm run import` knows these columns and brings back the same visits.
 */
export const eventColumns = [
  /** The visit's pseudonym. */
  "case",
  /** The station's label. */
  "activity",
  /** UTC; empty where the time is unknown. */
  "time",
  /** UTC; only where the time is unknown: when the scan reached the server. */
  "received",
  /** The day that the visit counts on. */
  "day",
  /** The station's code and kind. */
  "station",
  "kind",
  /** The reason's label and code, if one was given. */
  "reason",
  "reason_code",
  /** "yes" on the last row of a visit that the patient ended by hand. */
  "ended",
] as const;
export type EventColumn = (typeof eventColumns)[number];

export const ENDED = "yes";

export interface EventRowsOptions {
  settings: Pick<SiteSettings, "stations" | "reasons">;
  /** See `NamedVisit`. */
  nameVisit: (visitId: string) => string;
}

/** The header line. */
export const eventHeader = (): string => csvRow(eventColumns);

/** The lines of one day's visits, by their first scan. */
export function* eventRows(
  { day, visits }: { day: string; visits: readonly Visit[] },
  { settings, nameVisit }: EventRowsOptions,
): Generator<string> {
  const label = findLabels(settings.stations);
  const reasonLabel = findLabels(settings.reasons);
  const kinds = new Map(settings.stations.map(({ code, kind }) => [code, kind]));
  for (const { visit, name } of nameVisits(visits, nameVisit)) {
    const last = visit.scans.length - 1;
    for (const [index, scan] of visit.scans.entries()) {
      const row: Record<EventColumn, string | null> = {
        case: name,
        activity: label(scan.station),
        time: scan.timeUnknown ? null : scan.at,
        received: scan.timeUnknown ? scan.at : null,
        day,
        station: scan.station,
        kind: kinds.get(scan.station) ?? stationKinds[1],
        reason: visit.reason === undefined ? null : reasonLabel(visit.reason),
        reason_code: visit.reason ?? null,
        ended: visit.ended && index === last ? ENDED : null,
      };
      yield csvRow(eventColumns.map((column) => row[column]));
    }
  }
}
