import { countTurns, wideColumns, wideHeader, wideRows } from "@throughline/shared/csv/wide.ts";
import { readSummariesInTurn } from "./read-summaries.ts";
import { beginVisitExport, type ExportDeps, inPieces } from "./read-visits.ts";
import { visitLimitMs } from "./site-settings.ts";

/**
 * The wide export of a range of days in pieces of text: one row per visit. Throws `UNKNOWN_SITE`
 * before the first piece.
 */
export const exportWide = async (
  deps: ExportDeps,
  site: string,
  range: { from: string; to: string },
): Promise<AsyncIterable<string>> => {
  const { settings, nowMs, days, ...visits } = await beginVisitExport(deps, site, range);
  // The columns stand in the first line, so they come from the summaries, before any event.
  const turns = new Map<string, number>();
  const reading = { store: deps.store, site, settings, nowMs };
  for await (const summary of readSummariesInTurn(reading, days)) countTurns([summary], turns);
  const columns = wideColumns(settings.stations, turns);
  const options = {
    settings,
    visitLimitMs: visitLimitMs(settings),
    nowMs,
    nameVisit: visits.nameVisit,
  };
  return (async function* () {
    yield wideHeader(columns);
    for await (const day of visits.readDays()) yield* inPieces(wideRows(day, columns, options));
  })();
};
