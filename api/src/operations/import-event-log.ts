import type { EventLogRequest, EventLogResponse } from "@throughline/shared/api.ts";
import type { Event } from "@throughline/shared/event.ts";
import { VISIT_DAY_SLACK_MS } from "@throughline/shared/limits.ts";
import type { StoredSettings } from "@throughline/shared/site.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import { mapConcurrently } from "../concurrency.ts";
import type { OperationDeps } from "../deps.ts";
import { addStations, MAX_STATIONS } from "./add-stations.ts";
import { asUuid } from "./imported-id.ts";
import { expiryOf, PUTS_AT_A_TIME, storeEvents } from "./store-events.ts";

type Row = EventLogRequest["rows"][number];

/** Days before this are taken for a mistake. */
const EARLIEST_MS = Date.parse("1900-01-01T00:00:00.000Z");

/**
 * Stores a batch of another system's event log. One case is one visit, an activity is a station by
 * its exact label, and every id is a keyed hash of what the row says, so that the same row is the
 * same event, whenever and with whatever other rows it comes: a case keeps the day of its first
 * import, so that logs may overlap and begin in the middle of a case. A bad row is named and left out.
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
  const scans: { scan: Event; startDay: string }[] = [];
  for (const row of good) {
    const station = codes.get(labelOf(row));
    if (station === undefined) {
      rejected.push({ line: row.line, reason: `a site has ${MAX_STATIONS} stations at most` });
    } else {
      scans.push({
        scan: toScan(row, { site, station, hash: deps.hashCase, nowMs }),
        startDay: clinicDay(Date.parse(row.caseStartedAt), settings.timeZone),
      });
    }
  }
  const days = await settleDays(deps, site, settings, scans);
  const dated = scans.map(({ scan, startDay }) => ({
    day: days.get(scan.visitId) ?? startDay,
    event: scan,
  }));
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

/** The day of each visit: that of its first import, else that of its first row here. */
const settleDays = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  settings: StoredSettings,
  scans: readonly { scan: Event; startDay: string }[],
): Promise<Map<string, string>> => {
  const wanted = new Map(scans.map((each) => [each.scan.visitId, each]));
  const days = await store.caseDays.readMany(site, [...wanted.keys()]);
  const fresh = [...wanted.values()].filter(({ scan }) => !days.has(scan.visitId));
  await mapConcurrently(fresh, PUTS_AT_A_TIME, async ({ scan, startDay }) => {
    const expiry = expiryOf(settings, scan);
    days.set(scan.visitId, await store.caseDays.settle(site, scan.visitId, startDay, expiry));
  });
  return days;
};

const toScan = (
  row: Row,
  {
    site,
    station,
    hash,
    nowMs,
  }: {
    site: string;
    station: string;
    hash: OperationDeps["hashCase"];
    nowMs: number;
  },
): Event => {
  const identify = (...parts: (string | number)[]) => asUuid(hash(site, JSON.stringify(parts)));
  return {
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
};
