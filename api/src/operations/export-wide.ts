import { createHash } from "node:crypto";
import { groupVisits } from "@throughline/shared/analytics/group-visits.ts";
import { daysBetween } from "@throughline/shared/calendar.ts";
import { countTurns, wideColumns, wideHeader, wideRows } from "@throughline/shared/csv/wide.ts";
import type { OperationDeps } from "../deps.ts";
import { readSummaries } from "./read-summaries.ts";
import { requireSettings, visitLimitMs } from "./site-settings.ts";

/**
 * The wide export of a range of days in pieces of text: one row per visit, a pseudonym made for
 * this export alone in place of its id. Holds one day in memory at a time. Throws `UNKNOWN_SITE`
 * before the first piece.
 */
export const exportWide = async (
  { store, now, randomId }: Pick<OperationDeps, "store" | "now" | "randomId">,
  site: string,
  { from, to }: { from: string; to: string },
): Promise<AsyncIterable<string>> => {
  const settings = await requireSettings(store, site);
  const nowMs = now();
  const days = daysBetween(from, to);
  // The columns stand in the first line, so they come from the summaries, before any event.
  const summaries = await readSummaries({ store, site, settings, nowMs }, days);
  const columns = wideColumns(settings.stations, countTurns(summaries));
  const salt = randomId();
  const nameVisit = (visitId: string) =>
    createHash("sha256").update(`${salt} ${visitId}`).digest("hex").slice(0, 16);

  return (async function* () {
    yield wideHeader(columns);
    for (const day of days) {
      const { events } = await store.events.readDay(site, day, { nowMs });
      // What came after the columns were counted is left to the next export.
      const counted = events.filter((event) => Date.parse(event.receivedAt) <= nowMs);
      const { visits } = groupVisits(counted);
      const rows = wideRows({ day, visits }, columns, {
        settings,
        visitLimitMs: visitLimitMs(settings),
        nowMs,
        nameVisit,
      });
      yield* inPieces(rows);
    }
  })();
};

const PIECE_LENGTH = 64 * 1024;

function* inPieces(rows: Iterable<string>) {
  let piece = "";
  for (const row of rows) {
    piece += row;
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = "";
  }
  if (piece) yield piece;
}
