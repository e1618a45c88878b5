import { createHash } from "node:crypto";
import { groupVisits } from "@throughline/shared/analytics/group-visits.ts";
import { daysBetween } from "@throughline/shared/calendar.ts";
import type { StoredSettings } from "@throughline/shared/site.ts";
import type { Visit } from "@throughline/shared/visit.ts";
import type { OperationDeps } from "../deps.ts";
import { requireSettings } from "./site-settings.ts";

export type ExportDeps = Pick<OperationDeps, "store" | "now" | "randomId">;

export interface DayOfVisits {
  day: string;
  visits: Visit[];
}

export interface VisitExport {
  settings: StoredSettings;
  /** What arrived later is left to the next export. */
  nowMs: number;
  days: string[];
  /** A visit's pseudonym in this export: nobody can tell it from another export's, or find the id. */
  nameVisit: (visitId: string) => string;
  /** The visits of one day after the other; one day is in memory at a time. */
  readDays(): AsyncGenerator<DayOfVisits>;
}

/** Begins an export of single visits. Throws `UNKNOWN_SITE`. */
export const beginVisitExport = async (
  { store, now, randomId }: ExportDeps,
  site: string,
  { from, to }: { from: string; to: string },
): Promise<VisitExport> => {
  const settings = await requireSettings(store, site);
  const nowMs = now();
  const days = daysBetween(from, to);
  const salt = randomId();
  return {
    settings,
    nowMs,
    days,
    nameVisit: (visitId) =>
      createHash("sha256").update(`${salt} ${visitId}`).digest("hex").slice(0, 16),
    async *readDays() {
      for (const day of days) {
        const { events } = await store.events.readDay(site, day, { nowMs });
        const counted = events.filter((event) => Date.parse(event.receivedAt) <= nowMs);
        yield { day, visits: groupVisits(counted).visits };
      }
    },
  };
};

const PIECE_LENGTH = 64 * 1024;

/** Joins short texts to pieces worth sending. */
export function* inPieces(texts: Iterable<string>): Generator<string> {
  let piece = "";
  for (const text of texts) {
    piece += text;
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = "";
  }
  if (piece) yield piece;
}
