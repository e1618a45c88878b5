import { createHash } from "node:crypto";
import type { DaySummary } from "@throughline/shared/analytics/day-summary.ts";
import { groupVisits } from "@throughline/shared/analytics/group-visits.ts";
import { daysBetween } from "@throughline/shared/calendar.ts";
import { wideColumns, wideHeader, wideRows } from "@throughline/shared/csv/wide.ts";
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
  const columns = wideColumns(settings.stations, countTurnsOf(summaries));
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

/** How often one visit passed a station at most, by its code. */
const countTurnsOf = (summaries: readonly DaySummary[]) => {
  const turns = new Map<string, number>();
  for (const { stations, paths } of summaries) {
    for (const [path] of Object.values(paths).flat()) {
      const passed = new Map<number, number>();
      for (const station of path) {
        const turn = (passed.get(station) ?? 0) + 1;
        passed.set(station, turn);
        const code = stations[station] as string;
        if (turn > (turns.get(code) ?? 0)) turns.set(code, turn);
      }
    }
  }
  return turns;
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
