import type { EventLogRequest, EventLogResponse } from "@throughline/shared/api.ts";
import type { Event } from "@throughline/shared/event.ts";
import { VISIT_DAY_SLACK_MS } from "@throughline/shared/limits.ts";
import type { StoredSettings } from "@throughline/shared/site.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import type { OperationDeps } from "../deps.ts";
import { addStations, MAX_STATIONS } from "./add-stations.ts";
import { type DatedEvent, storeEvents } from "./store-events.ts";

type Row = EventLogRequest["rows"][number];

/** Days before this are taken for a mistake. */
const EARLIEST_MS = Date.parse("1900-01-01T00:00:00.000Z");

/**
 * Stores a batch of another system's event log. One case is one visit, an activity is a station by
 * its exact label, and every id is a keyed hash of what the row says, so that the same row is the
 * same event, whenever and with whatever other rows it comes. A bad row is named and left out.
 */
export const importEventLog = async (
  deps: Pick<OperationDeps, "store" | "now" | "hashCase">,
  site: string,
  { rows, entrance, exit }: EventLogRequest,
): Promise<EventLogResponse> => {
  const nowMs = deps.now();
  const rejected: EventLogResponse["rejected"] = [];
  const good = rows.filter((row) => {
    const reason = problemOf(row, nowMs);
    if (reason !== undefined) rejected.push({ line: row.line, reason });
    return reason === undefined;
  });

  const labels = new Set(good.map(labelOf));
  const { settings, created } = await addStations(deps, site, labels, { entrance, exit });
  // Reversed, so that the first of two stations with one label wins.
  const codes = new Map(
    settings.stations.map(({ label, code }) => [label, code] as const).reverse(),
  );
  const dated: DatedEvent[] = [];
  for (const row of good) {
    const station = codes.get(labelOf(row));
    if (station === undefined) {
      rejected.push({ line: row.line, reason: `a site has ${MAX_STATIONS} stations at most` });
    } else {
      dated.push(toScan(row, { site, station, settings, hash: deps.hashCase, nowMs }));
    }
  }

  const outcomes = await storeEvents(deps, site, settings, dated);
  return {
    stored: outcomes.filter((outcome) => outcome === "stored").length,
    duplicate: outcomes.filter((outcome) => outcome === "duplicate").length,
    rejected: rejected.sort((left, right) => left.line - right.line),
    createdStations: created,
  };
};

const labelOf = ({ activity }: Row) => activity.trim();

const problemOf = (row: Row, nowMs: number): string | undefined => {
  const atMs = Date.parse(row.at);
  if (labelOf(row) === "") return "the activity is empty";
  if (row.at < row.caseStartedAt) return "the time is before the start of its case";
  if (Date.parse(row.caseStartedAt) < EARLIEST_MS) return "the time is before 1900";
  if (atMs > nowMs + VISIT_DAY_SLACK_MS) return "the time is in the future";
  return undefined;
};

const toScan = (
  row: Row,
  {
    site,
    station,
    settings,
    hash,
    nowMs,
  }: {
    site: string;
    station: string;
    settings: StoredSettings;
    hash: OperationDeps["hashCase"];
    nowMs: number;
  },
): DatedEvent => {
  const identify = (...parts: (string | number)[]) => asUuid(hash(site, JSON.stringify(parts)));
  const event: Event = {
    type: "scan",
    id: identify("scan", row.case, labelOf(row), row.at, row.occurrence),
    visitId: identify("visit", row.case),
    station,
    at: row.at,
    deviceAt: row.at,
    seq: row.line,
    receivedAt: new Date(nowMs).toISOString(),
    uncertaintyMs: 0,
  };
  return { day: clinicDay(Date.parse(row.caseStartedAt), settings.timeZone), event };
};

/** The first 122 bits of a hash as a UUID of version 8, the one for such use (RFC 9562, 5.8). */
const asUuid = (hex: string) => {
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join("-");
};
