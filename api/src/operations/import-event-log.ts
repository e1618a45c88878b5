import type { EventLogRequest, EventLogResponse } from "@throughline/shared/api.ts";
import type { Event } from "@throughline/shared/event.ts";
import { VISIT_DAY_SLACK_MS } from "@throughline/shared/limits.ts";
import type { StoredSettings } from "@throughline/shared/site.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import { mapConcurrently } from "../concurrency.ts";
import type { OperationDeps } from "../deps.ts";
import { extendSettings, MAX_STATIONS, type WantedStation } from "./extend-settings.ts";
import { asUuid } from "./imported-id.ts";
import { expiryOf, PUTS_AT_A_TIME, storeEvents } from "./store-events.ts";

type Row = EventLogRequest["rows"][number];

const DAY_MS = 86_400_000;
/** Days before this are taken for a mistake. */
const EARLIEST_MS = Date.parse("1900-01-01T00:00:00.000Z");

/**
 * Stores a batch of another system's event log. One case is one visit, an activity is a station by
 * its exact label (or its code, where the row has one), and every id is a keyed hash of what the row
 * says, so that the same row is the same event, whenever and with whatever other rows it comes: a
 * case keeps the day of its first import, so that logs may overlap and begin in the middle of a
 * case; where rows name their day, a case is one visit on each. A bad row is named and left out.
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

  const { settings, created } = await extendSettings(deps, site, {
    entrance,
    exit,
    stations: good.map(stationOf),
    reasons: good.flatMap(({ reason }) => reason ?? []),
  });
  const codes = new Set(settings.stations.map(({ code }) => code));
  // Reversed, so that the first of two stations with one label wins.
  const codeOf = new Map(
    settings.stations.map(({ label, code }) => [label, code] as const).reverse(),
  );
  const read: ReadRow[] = [];
  for (const row of good) {
    const { label, code = codeOf.get(label) } = stationOf(row);
    if (code === undefined || !codes.has(code)) {
      rejected.push({ line: row.line, reason: `a site has ${MAX_STATIONS} stations at most` });
    } else {
      read.push({
        events: toEvents(row, { site, station: code, hash: deps.hashCase, nowMs }),
        day: row.day,
        startDay: clinicDay(Date.parse(row.caseStartedAt), settings.timeZone),
      });
    }
  }
  const days = await settleDays(deps, site, settings, read);
  const dated = read.flatMap(({ events, day, startDay }) =>
    events.map((event) => ({ day: day ?? days.get(event.visitId) ?? startDay, event })),
  );
  const outcomes = await storeEvents(deps, site, settings, dated);
  return {
    stored: outcomes.filter((outcome) => outcome === "stored").length,
    duplicate: outcomes.filter((outcome) => outcome === "duplicate").length,
    rejected: rejected.sort((left, right) => left.line - right.line),
    createdStations: created,
  };
};

interface ReadRow {
  /** The scan first, then what else of its visit stands on the row. */
  events: [Event, ...Event[]];
  /** The day that the row itself names. */
  day: string | undefined;
  /** The day on which its case begins in this log. */
  startDay: string;
}

const labelOf = ({ activity }: Row) => activity.trim();

const stationOf = (row: Row): WantedStation => ({ label: labelOf(row), ...row.station });

const problemOf = (row: Row, nowMs: number): string | undefined => {
  const atMs = Date.parse(row.at);
  if (labelOf(row) === "") return "the activity is empty";
  if (row.at < row.caseStartedAt) return "the time is before the start of its case";
  if (Date.parse(row.caseStartedAt) < EARLIEST_MS) return "the time is before 1900";
  if (atMs > nowMs + VISIT_DAY_SLACK_MS) return "the time is in the future";
  if (row.day !== undefined && !isDayInTime(row.day, nowMs)) {
    return "the day is before 1900 or in the future";
  }
  return undefined;
};

/** A day may have begun at the site before it does in UTC. */
const isDayInTime = (day: string, nowMs: number) => {
  const ms = Date.parse(day);
  return ms >= EARLIEST_MS && ms <= nowMs + DAY_MS;
};

/** The day of each visit whose rows name none: that of its first import, else of its first row here. */
const settleDays = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  settings: StoredSettings,
  read: readonly ReadRow[],
): Promise<Map<string, string>> => {
  const undated = read.filter(({ day }) => day === undefined);
  const wanted = new Map(undated.map((each) => [each.events[0].visitId, each]));
  const days = await store.visitDays.readMany(site, [...wanted.keys()]);
  const fresh = [...wanted.values()].filter(({ events: [scan] }) => !days.has(scan.visitId));
  await mapConcurrently(fresh, PUTS_AT_A_TIME, async ({ events: [scan], startDay }) => {
    const expiry = expiryOf(settings, scan);
    days.set(scan.visitId, await store.visitDays.settle(site, scan.visitId, startDay, expiry));
  });
  return days;
};

const toEvents = (
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
): ReadRow["events"] => {
  const identify = (...parts: (string | number)[]) => asUuid(hash(site, JSON.stringify(parts)));
  const visit = row.day === undefined ? [row.case] : [row.case, row.day];
  const base = {
    visitId: identify("visit", ...visit),
    at: row.at,
    deviceAt: row.at,
    seq: row.line,
    receivedAt: new Date(nowMs).toISOString(),
    uncertaintyMs: 0,
    imported: true as const,
  };
  const scan: Event = {
    ...base,
    type: "scan",
    id: identify("scan", row.case, labelOf(row), row.at, row.occurrence),
    station,
    ...(row.timeUnknown && { timeUnknown: true }),
  };
  const further: Event[] = [];
  if (row.reason) {
    const { code } = row.reason;
    further.push({ ...base, type: "reason", id: identify("reason", ...visit), reason: code });
  }
  if (row.ended) further.push({ ...base, type: "end", id: identify("end", ...visit) });
  return [scan, ...further];
};
