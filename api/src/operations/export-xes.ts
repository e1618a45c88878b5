import { XES_END, xesHead, xesTraces } from "@throughline/shared/csv/xes.ts";
import { beginVisitExport, type ExportDeps, inPieces } from "./read-visits.ts";
import { visitLimitMs } from "./site-settings.ts";

/**
 * The XES export of a range of days in pieces of text: one trace per visit. Throws `UNKNOWN_SITE`
 * before the first piece.
 */
export const exportXes = async (
  deps: ExportDeps,
  site: string,
  range: { from: string; to: string },
): Promise<AsyncIterable<string>> => {
  const { settings, nowMs, nameVisit, readDays } = await beginVisitExport(deps, site, range);
  const options = { settings, visitLimitMs: visitLimitMs(settings), nowMs, nameVisit };
  return (async function* () {
    yield xesHead(`${settings.name}, ${range.from} to ${range.to}`);
    for await (const day of readDays()) yield* inPieces(xesTraces(day, options));
    yield XES_END;
  })();
};
