import { type CorrectedTime, correctTime } from "@throughline/shared/clock-correction.ts";
import type { EntryCode } from "@throughline/shared/errors.ts";
import type { Event } from "@throughline/shared/event.ts";
import type { Entry, EntryResult, PushRequest, PushResponse } from "@throughline/shared/journal.ts";
import type { StoredSettings } from "@throughline/shared/site.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import type { OperationDeps } from "../deps.ts";
import { requireSettings } from "./site-settings.ts";
import { type DatedEvent, expiryOf, storeEvents } from "./store-events.ts";
import { isPossibleDay, visitStart } from "./visit-day.ts";

const DAY_MS = 86_400_000;

interface TimedEntry {
  entry: Entry;
  time: CorrectedTime;
  /** Epoch ms, the server's clock. */
  startMs: number;
}

/**
 * Records one push of a device: every entry is stored, already there, or rejected alone. Throws
 * `UNKNOWN_SITE`, and `UNAVAILABLE` when the store is: then the same push may be sent again.
 */
export const recordEvents = async (
  deps: Pick<OperationDeps, "store" | "now">,
  {
    site,
    request,
    receivedMs,
    test,
  }: { site: string; request: PushRequest; receivedMs: number; test: boolean },
): Promise<PushResponse> => {
  const settings = await requireSettings(deps.store, site);

  // 1. What the site does not know is rejected for good, before anybody asks for its day.
  const results = new Map<Entry, EntryResult>();
  const timed: TimedEntry[] = [];
  for (const entry of request.entries) {
    const code = unknownTo(settings, entry);
    if (code) results.set(entry, { id: entry.id, status: "rejected", code });
    else timed.push(timeOf(entry, request, receivedMs));
  }

  // 2. One decision per visit about its day: a visit is never split over two of them.
  const accepted: TimedEntry[] = [];
  for (const visit of groupByVisitAndDay(timed)) {
    const rightDay = await findRightDay(deps, site, settings, visit, receivedMs);
    if (rightDay === undefined) accepted.push(...visit);
    else {
      for (const { entry } of visit) {
        results.set(entry, {
          id: entry.id,
          status: "rejected",
          code: "WRONG_DAY",
          visitDay: rightDay,
        });
      }
    }
  }

  // 3. The first write of an entry wins; a repeat finds it there.
  const dated = accepted.map(
    ({ entry, time }): DatedEvent => ({
      day: entry.body.visitDay,
      event: toEvent(entry, time, receivedMs, test),
    }),
  );
  const outcomes = await storeEvents(deps, site, settings, dated);
  accepted.forEach(({ entry }, index) => {
    results.set(entry, { id: entry.id, status: outcomes[index] ?? "duplicate" });
  });

  return {
    receivedAt: new Date(receivedMs).toISOString(),
    results: request.entries.map((entry) => results.get(entry) as EntryResult),
  };
};

const unknownTo = (settings: StoredSettings, entry: Entry): EntryCode | undefined => {
  if (entry.type === "scan") {
    const { station } = entry.body;
    if (!settings.stations.some(({ code }) => code === station)) return "UNKNOWN_STATION";
  }
  if (entry.type === "reason") {
    const { reason } = entry.body;
    if (!settings.reasons.some(({ code }) => code === reason)) return "UNKNOWN_REASON";
  }
  return undefined;
};

const timeOf = (entry: Entry, request: PushRequest, receivedMs: number): TimedEntry => {
  const time = correctTime(
    {
      wallMs: Date.parse(entry.deviceAt),
      monotonicMs: entry.monotonicMs,
      bootId: entry.bootId,
    },
    {
      wallMs: Date.parse(request.sentAt),
      monotonicMs: request.monotonicMs,
      bootId: request.bootId,
    },
    receivedMs,
  );
  return { entry, time, startMs: visitStart(entry, time) };
};

const groupByVisitAndDay = (timed: readonly TimedEntry[]): Iterable<TimedEntry[]> => {
  const groups = new Map<string, TimedEntry[]>();
  for (const one of timed) {
    const { visitId, visitDay } = one.entry.body;
    const key = `${visitId} ${visitDay}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups.values();
};

/**
 * The day that these entries of one visit should carry, or undefined when it is the one they do.
 *
 * Several devices may record one visit, and each learns only by pushing that another day is the
 * right one. So where the day is not plain from the times, what stands already decides: on the given
 * day, else on another day near by. Where nothing stands yet, other requests of the visit may be
 * under way and be judged otherwise: of all of them, the first to settle the day decides.
 */
const findRightDay = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  settings: StoredSettings,
  visit: readonly TimedEntry[],
  receivedMs: number,
): Promise<string | undefined> => {
  const first = visit.reduce((left, right) => (right.entry.seq < left.entry.seq ? right : left));
  const { visitId, visitDay } = first.entry.body;
  const { timeZone } = settings;
  const startDay = clinicDay(first.startMs, timeZone);
  const fits = (atMs: number, time: CorrectedTime) =>
    isPossibleDay(visitDay, atMs, time, receivedMs, timeZone);
  const isPossible = visit.some(({ startMs, time }) => fits(startMs, time));
  const isPlain = visitDay === startDay && visit.some(({ time }) => fits(time.atMs, time));
  if (isPossible && isPlain) return undefined;
  if (await store.events.hasVisit(site, visitDay, visitId)) return undefined;
  const near = new Set([startDay]);
  for (const { time } of visit) {
    near.add(clinicDay(time.atMs, timeZone));
    near.add(clinicDay(time.atMs - DAY_MS, timeZone));
  }
  near.delete(visitDay);
  for (const day of near) if (await store.events.hasVisit(site, day, visitId)) return day;
  const day = isPossible ? visitDay : startDay;
  const expiresAt = expiryOf(settings, { receivedAt: new Date(receivedMs).toISOString() });
  const settled = await store.visitDays.settle(site, visitId, day, expiresAt);
  return settled === visitDay ? undefined : settled;
};

const toEvent = (entry: Entry, time: CorrectedTime, receivedMs: number, test: boolean): Event => {
  const base = {
    id: entry.id,
    visitId: entry.body.visitId,
    at: new Date(time.atMs).toISOString(),
    seq: entry.seq,
    deviceAt: entry.deviceAt,
    receivedAt: new Date(receivedMs).toISOString(),
    uncertaintyMs: time.uncertaintyMs,
    ...(time.timeUnknown && { timeUnknown: true }),
    ...(test && { test: true }),
  };
  switch (entry.type) {
    case "scan":
      return {
        ...base,
        type: "scan",
        station: entry.body.station,
        ...(entry.body.slip && { slip: true }),
      };
    case "void":
      return { ...base, type: "void", scanId: entry.body.scanId };
    case "reason":
      return { ...base, type: "reason", reason: entry.body.reason };
    case "end":
      return { ...base, type: "end" };
  }
};
