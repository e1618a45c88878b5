import { findClinicHours } from "../analytics/clinic-hours.ts";
import type { DaySummary } from "../analytics/day-summary.ts";
import { findLabels, inSiteOrder } from "../analytics/station-labels.ts";
import type { SiteSettings } from "../site.ts";
import type { Station } from "../station.ts";
import { type Visit, visitStatus } from "../visit.ts";
import { csvRow } from "./formula-safe.ts";
import { nameVisits } from "./name-visits.ts";

/**
 * The wide export: one row per visit, one column per station. A station that some visit passed k
 * times has k columns, "Vitals", "Vitals 2" … A cell holds the whole seconds from the visit's first
 * scan of known time. A scan of unknown time takes its place among the columns but leaves the cell
 * empty; "Scans" and "Scans without time" tell it from a station that was not passed.
 */

/** The n-th scan (from 1) of a visit at a station. */
export interface WideColumn {
  code: string;
  turn: number;
  title: string;
}

/**
 * How often one visit of these days passed a station at most, by its code. Goes on counting in
 * `turns`.
 */
export const countTurns = (
  summaries: Iterable<Pick<DaySummary, "stations" | "paths">>,
  turns: Map<string, number> = new Map(),
): Map<string, number> => {
  for (const { stations, paths } of summaries) {
    for (const [path] of [...paths.completed, ...paths.abandoned, ...paths.open]) {
      const passed = new Map<string, number>();
      for (const index of path) {
        const code = stations[index] as string;
        const turn = (passed.get(code) ?? 0) + 1;
        passed.set(code, turn);
        if (turn > (turns.get(code) ?? 0)) turns.set(code, turn);
      }
    }
  }
  return turns;
};

/**
 * The station columns: every station of the site in its order (retired ones only if passed), then
 * unknown ones by code. Two columns never have the same title.
 */
export const wideColumns = (
  stations: readonly Station[],
  turns: ReadonlyMap<string, number>,
): WideColumn[] => {
  const codes = new Set(turns.keys());
  for (const station of stations) if (!station.retired) codes.add(station.code);
  const label = findLabels(stations);
  const columns = inSiteOrder(codes, stations).flatMap((code) =>
    Array.from({ length: Math.max(1, turns.get(code) ?? 0) }, (_, index) => ({
      code,
      turn: index + 1,
      title: index === 0 ? label(code) : `${label(code)} ${index + 1}`,
    })),
  );
  const uses = new Map<string, number>(fixedTitles.map((title) => [title, 1]));
  for (const { title } of columns) uses.set(title, (uses.get(title) ?? 0) + 1);
  return columns.map((column) =>
    uses.get(column.title) === 1
      ? column
      : { ...column, title: `${column.title} (${column.code} ${column.turn})` },
  );
};

const fixedTitles = [
  "Visit",
  "Day",
  "Arrival hour",
  "Reason",
  "Status",
  "Scans",
  "Scans without time",
];

/** The header line. */
export const wideHeader = (columns: readonly WideColumn[]): string =>
  csvRow([...fixedTitles, ...columns.map((column) => column.title)]);

export interface WideOptions {
  settings: Pick<SiteSettings, "timeZone" | "stations" | "reasons">;
  visitLimitMs: number;
  nowMs: number;
  /** See `NamedVisit`. */
  nameVisit: (visitId: string) => string;
}

/** The lines of one day's visits, by their first scan. */
export function* wideRows(
  { day, visits }: { day: string; visits: readonly Visit[] },
  columns: readonly WideColumn[],
  { settings, visitLimitMs, nowMs, nameVisit }: WideOptions,
): Generator<string> {
  const hourAt = findClinicHours(settings.timeZone);
  const exits = new Set(settings.stations.filter((s) => s.kind === "exit").map((s) => s.code));
  const reasons = findLabels(settings.reasons);
  const place = new Map(columns.map(({ code, turn }, index) => [`${code} ${turn}`, index]));
  for (const { visit, name } of nameVisits(visits, nameVisit)) {
    const cells = new Array<number | null>(columns.length).fill(null);
    const passed = new Map<string, number>();
    let firstMs: number | undefined;
    let unknown = 0;
    for (const scan of visit.scans) {
      const turn = (passed.get(scan.station) ?? 0) + 1;
      passed.set(scan.station, turn);
      if (scan.timeUnknown) {
        unknown++;
        continue;
      }
      const ms = Date.parse(scan.at);
      firstMs ??= ms;
      const index = place.get(`${scan.station} ${turn}`);
      if (index !== undefined) cells[index] = Math.floor((ms - firstMs) / 1000);
    }
    yield csvRow([
      name,
      day,
      firstMs === undefined ? null : hourAt(firstMs).hour,
      visit.reason === undefined ? null : reasons(visit.reason),
      visitStatus(visit, { exits, visitLimitMs, nowMs }),
      visit.scans.length,
      unknown,
      ...cells,
    ]);
  }
}
