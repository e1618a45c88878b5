import { lateFromMs } from "@throughline/shared/analytics/closed-day.ts";
import { addDays, dayBounds } from "@throughline/shared/calendar.ts";
import type { Event } from "@throughline/shared/event.ts";
import { hoursToMs, MIN_VISIT_LIMIT_HOURS, type StoredSettings } from "@throughline/shared/site.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import { mapConcurrently } from "../concurrency.ts";
import type { OperationDeps } from "../deps.ts";
import { guideDays } from "./build-guide.ts";

/** Writes under way at a time for one request. */
export const PUTS_AT_A_TIME = 16;
const DAY_SECONDS = 86_400;

export interface DatedEvent {
  day: string;
  event: Event;
}

/**
 * Stores events under their visits' days: the marks that must come before, the events, and then,
 * once per day that may have a summary, its new generation, so that this is built anew. The
 * generation is raised for duplicates too: the first attempt may have ended between the two writes.
 * At last the guide is told how much of it is news of its days, so that it is built anew in time.
 * Returns `stored` or `duplicate` per event, in order; of two events with one key the first counts.
 */
export const storeEvents = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
  settings: StoredSettings,
  events: readonly DatedEvent[],
): Promise<("stored" | "duplicate")[]> => {
  const distinct = new Map<string, DatedEvent>();
  for (const dated of events) if (!distinct.has(keyOf(dated))) distinct.set(keyOf(dated), dated);
  const writes = [...distinct.values()];

  await markBefore(store, site, settings, writes);
  const outcomes = await mapConcurrently(writes, PUTS_AT_A_TIME, ({ day, event }) =>
    store.events.put(site, day, event, expiryOf(settings, event)),
  );
  const nowMs = now();
  await markSplitSlips(store, site, settings, writes, nowMs);
  await raiseDays(store, site, settings, new Set(writes.map(({ day }) => day)), nowMs);
  const stored = writes.filter((_, index) => outcomes[index] === "stored");
  await countGuideNews(store, site, settings, stored, nowMs);

  const outcomeOf = new Map(writes.map((dated, index) => [dated, outcomes[index]]));
  return events.map((dated) => outcomeOf.get(dated) ?? "duplicate");
};

const keyOf = ({ day, event }: DatedEvent) => `${day} ${event.visitId} ${event.id}`;

/** Epoch seconds at which retention ends, counted from the receipt. */
export const expiryOf = (
  { retentionDays }: StoredSettings,
  event: Pick<Event, "receivedAt">,
): number | undefined =>
  retentionDays === null
    ? undefined
    : Math.floor(Date.parse(event.receivedAt) / 1000) + retentionDays * DAY_SECONDS;

const markBefore = async (
  store: OperationDeps["store"],
  site: string,
  settings: StoredSettings,
  writes: readonly DatedEvent[],
) => {
  const stations = new Set<string>();
  const expiries = new Set<string>();
  for (const { day, event } of writes) {
    if (event.type === "scan") stations.add(event.station);
    const expiry = expiryOf(settings, event);
    if (expiry !== undefined) {
      expiries.add(`${new Date(expiry * 1000).toISOString().slice(0, 10)} ${day}`);
    }
  }
  await mapConcurrently([...stations], PUTS_AT_A_TIME, (code) =>
    store.usedStations.mark(site, code),
  );
  await mapConcurrently([...expiries], PUTS_AT_A_TIME, (mark) => {
    const [expiryDay = "", day = ""] = mark.split(" ");
    return store.expiries.mark(site, expiryDay, day);
  });
  await mapConcurrently(findLongVisits(settings, writes), PUTS_AT_A_TIME, ({ day, lastDay }) =>
    store.longVisits.mark(site, day, lastDay),
  );
};

/** The days whose visits are scanned after the day that follows, and the last day of these scans. */
const findLongVisits = ({ timeZone }: StoredSettings, writes: readonly DatedEvent[]) => {
  const lastMs = new Map<string, number>();
  for (const { day, event } of writes) {
    if (event.type === "scan") {
      lastMs.set(day, Math.max(lastMs.get(day) ?? -Infinity, Date.parse(event.at)));
    }
  }
  return [...lastMs]
    .filter(([day, ms]) => ms >= dayBounds(addDays(day, 1), timeZone).endMs)
    .map(([day, ms]) => ({ day, lastDay: clinicDay(ms, timeZone) }));
};

/**
 * A day may have a summary from an hour after its end on, whatever the visit limit is now: it may
 * have been the shortest when the summary was made, and be so again.
 */
const raiseDays = async (
  store: OperationDeps["store"],
  site: string,
  { timeZone }: StoredSettings,
  days: ReadonlySet<string>,
  nowMs: number,
) => {
  const shortestMs = hoursToMs(MIN_VISIT_LIMIT_HOURS);
  const late = [...days].filter(
    (day) => nowMs >= lateFromMs(dayBounds(day, timeZone).endMs, shortestMs),
  );
  await mapConcurrently(late, PUTS_AT_A_TIME, (day) => store.generations.raise(site, day));
};

const countGuideNews = async (
  store: OperationDeps["store"],
  site: string,
  settings: StoredSettings,
  stored: readonly DatedEvent[],
  nowMs: number,
) => {
  const today = clinicDay(nowMs, settings.timeZone);
  if (stored.every(({ day }) => day >= today)) return;
  const days = new Set(guideDays(settings, nowMs));
  const news = stored.filter(({ day }) => days.has(day)).length;
  if (news > 0) await store.guides.addNews(site, news);
};

/**
 * A slip names no day, so each of its scans counts on the day of the scan, and a visit over midnight
 * stands on two. Looked at after the writes, so that of two simultaneous ones at least one sees the
 * other.
 */
const markSplitSlips = async (
  store: OperationDeps["store"],
  site: string,
  { timeZone }: StoredSettings,
  writes: readonly DatedEvent[],
  nowMs: number,
) => {
  const slips = writes.filter(({ event }) => event.type === "scan" && event.slip);
  const today = clinicDay(nowMs, timeZone);
  await mapConcurrently(slips, PUTS_AT_A_TIME, async ({ day, event: { visitId } }) => {
    const next = addDays(day, 1);
    if (await store.events.hasVisit(site, addDays(day, -1), visitId)) {
      await store.splitVisits.mark(site, day, visitId);
    }
    if (next <= today && (await store.events.hasVisit(site, next, visitId))) {
      await store.splitVisits.mark(site, next, visitId);
    }
  });
};
