import { eventHeader, eventRows } from "@throughline/shared/csv/event-rows.ts";
import { beginVisitExport, type ExportDeps, inPieces } from "./read-visits.ts";

/**
 * The event export of a range of days in pieces of text: one row per scan. Throws `UNKNOWN_SITE`
 * before the first piece.
 */
export const exportEvents = async (
  deps: ExportDeps,
  site: string,
  range: { from: string; to: string },
): Promise<AsyncIterable<string>> => {
  const { settings, nameVisit, readDays } = await beginVisitExport(deps, site, range);
  return (async function* () {
    yield eventHeader();
    for await (const day of readDays()) yield* inPieces(eventRows(day, { settings, nameVisit }));
  })();
};
