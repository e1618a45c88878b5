import { correctTime } from "@throughline/shared/clock-correction.ts";
import { VISIT_DAY_SLACK_MS } from "@throughline/shared/limits.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import type { Delivery, Recorded, StoredEvent } from "./ledger.ts";
import type { World } from "./world.ts";

/** What was looked at, so that nobody takes an empty run for a proof. */
export interface Counts {
  scans: number;
  entries: number;
  undone: number;
  refused: number;
  unknownTimes: number;
  /** Times and days that a clock set out of sight made wrong beyond what is stated. */
  unseenTimes: number;
  unseenDays: number;
  /** Visits that several devices recorded, and slips that stand on several days. */
  sharedVisits: number;
  splitSlips: number;
  /** Recorded on a page that may not store anything and did not live to send it. */
  lostWithTheirPage: number;
}

export const noCounts = (): Counts => ({
  scans: 0,
  entries: 0,
  undone: 0,
  refused: 0,
  unknownTimes: 0,
  unseenTimes: 0,
  unseenDays: 0,
  sharedVisits: 0,
  splitSlips: 0,
  lostWithTheirPage: 0,
});

/** Judges a healed world whose queues are empty. */
export const checkEntries = (world: World, counts: Counts): void => {
  const { ledger, violate } = world;
  const seqs = new Map<string, string>();
  for (const [id, recorded] of ledger.recorded) {
    counts.entries++;
    const places = ledger.stored.get(id) ?? [];
    if (places.length > 1)
      violate(`${id} stands ${places.length} times: ${places.map(({ day }) => day)}`);
    const [place] = places;
    if (place) {
      checkMeaning(world, id, recorded, place);
      if (recorded.rejected) violate(`${id} is stored, and its owner is told that it was refused`);
      checkTime(world, id, recorded, place, counts);
    } else checkAbsence(world, id, recorded, counts);
    if (recorded.act.inMemory) continue;
    const number = `${recorded.phone.name} ${recorded.entry.seq}`;
    const other = seqs.get(number);
    if (other) violate(`${id} and ${other} of ${recorded.phone.name} have one number`);
    seqs.set(number, id);
  }
  for (const id of ledger.stored.keys()) {
    if (!ledger.recorded.has(id)) violate(`${id} is stored and was never recorded`);
  }
  checkActs(world);
  checkDays(world, counts);
};

/** What was confirmed is stored, unless its owner knows better. */
const checkAbsence = ({ violate }: World, id: string, recorded: Recorded, counts: Counts) => {
  const { confirmed, removed, rejected, act } = recorded;
  if (rejected !== undefined) {
    counts.refused++;
    const rightly = rejected === "UNKNOWN_STATION" && act.what === "no-such-station";
    if (!rightly) violate(`${id} was refused as ${rejected}`);
    return;
  }
  if (removed || !confirmed) return;
  if (act.inMemory && !act.page.isAlive()) counts.lostWithTheirPage++;
  else if (act.inMemory && act.page.isFrozen()) counts.lostWithTheirPage++;
  else violate(`${id} was confirmed and is lost`);
};

const checkMeaning = (
  { violate }: World,
  id: string,
  { act, entry }: Recorded,
  { item, visitId }: StoredEvent,
) => {
  const what = item.station ?? item.scanId ?? item.reason ?? "";
  if (item.type !== act.type || what !== act.what) {
    violate(`${id} was meant as ${act.type} ${act.what} and is stored as ${item.type} ${what}`);
  }
  if (
    item.deviceAt !== entry.deviceAt ||
    item.seq !== entry.seq ||
    visitId !== entry.body.visitId
  ) {
    violate(`the stamps of ${id} were rewritten`);
  }
};

/** One scan of a person is one entry. */
const checkActs = ({ ledger, violate }: World) => {
  const acts = new Map<Recorded["act"], string>();
  for (const [id, { act }] of ledger.recorded) {
    if (!ledger.stored.has(id)) continue;
    const other = acts.get(act);
    if (other && !act.inMemory) violate(`${other} and ${id} are one ${act.type}`);
    acts.set(act, id);
  }
};

const deliveryOf = ({ ledger }: World, id: string, item: StoredEvent["item"]) => {
  const receivedMs = Date.parse(item.receivedAt as string);
  return (ledger.deliveries.get(id) ?? []).filter((delivery) => delivery.receivedMs === receivedMs);
};

/**
 * Whether the clock was set so that nothing can tell: between the page that recorded and the page
 * that sent, or back while the monotonic clock stood still, too.
 */
const wasSetUnseen = ({ phone, act }: Recorded, { page, sentMs }: Delivery): boolean => {
  const sets = phone.clock.sets().filter(({ trueMs }) => trueMs >= act.trueMs && trueMs <= sentMs);
  if (sets.length === 0) return false;
  if (page !== act.page) return true;
  return sets.some(({ byMs }) => byMs < 0) && phone.clock.sleptBetween(act.trueMs, sentMs);
};

const checkTime = (
  world: World,
  id: string,
  recorded: Recorded,
  { item }: StoredEvent,
  counts: Counts,
) => {
  const atMs = Date.parse(item.at as string);
  if (atMs > Date.parse(item.receivedAt as string)) {
    world.violate(`${id} is dated after its receipt`);
  }
  if (item.timeUnknown) {
    counts.unknownTimes++;
    return;
  }
  const wrongMs = Math.abs(atMs - recorded.act.trueMs);
  if (wrongMs <= (item.uncertaintyMs as number)) return;
  const deliveries = deliveryOf(world, id, item);
  if (deliveries.length > 0 && deliveries.every((delivery) => !wasSetUnseen(recorded, delivery))) {
    world.violate(`${id} is dated ${wrongMs} ms wrong, and says ${item.uncertaintyMs}`);
  }
  counts.unseenTimes++;
};

/** Visits that were recorded by several devices, whether or not all of it is stored. */
const visitsOfSeveral = ({ ledger }: World): Set<string> => {
  const first = new Map<string, Recorded["phone"]>();
  const shared = new Set<string>();
  for (const { entry, phone } of ledger.recorded.values()) {
    const { visitId } = entry.body;
    const known = first.get(visitId) ?? phone;
    if (known !== phone || phone.isTablet) shared.add(visitId);
    first.set(visitId, known);
  }
  return shared;
};

/** Its clock was never set, and is less than half a day off. */
const knowsItsDay = ({ clock, world }: Recorded["phone"]): boolean =>
  clock.sets().length === 0 && Math.abs(clock.wallMs() - world.scheduler.nowMs()) < 12 * 3_600_000;

/**
 * How wrong each request of an entry says that its time may be: any of them may have settled the
 * day, also one that was not carried out to its end.
 */
const statedUncertainties = ({ ledger }: World, id: string, { entry }: Recorded): number[] => {
  const { bootId, monotonicMs } = entry;
  const stamped = { wallMs: Date.parse(entry.deviceAt), monotonicMs, bootId };
  return (ledger.deliveries.get(id) ?? []).map(({ clocks, receivedMs }) => {
    const { timeUnknown, uncertaintyMs } = correctTime(stamped, clocks, receivedMs);
    return timeUnknown ? 0 : uncertaintyMs;
  });
};

/** A visit stands on one day, and that is the day on which it began, as far as anybody can tell. */
const checkDays = (world: World, counts: Counts) => {
  const { ledger, violate, site } = world;
  const visits = new Map<string, { id: string; recorded: Recorded; place: StoredEvent }[]>();
  for (const [id, recorded] of ledger.recorded) {
    const [place] = ledger.stored.get(id) ?? [];
    if (!place) continue;
    const visit = visits.get(place.visitId) ?? [];
    visit.push({ id, recorded, place });
    visits.set(place.visitId, visit);
  }
  const began = new Map<string, number>();
  for (const { entry, act } of ledger.recorded.values()) {
    const { visitId } = entry.body;
    began.set(visitId, Math.min(began.get(visitId) ?? Number.POSITIVE_INFINITY, act.trueMs));
  }
  const shared = visitsOfSeveral(world);
  for (const [visitId, events] of visits) {
    const days = new Set(events.map(({ place }) => place.day));
    const phones = new Set(events.map(({ recorded }) => recorded.phone));
    if (world.slips.includes(visitId)) {
      // Each scan takes the tablet's day: the data quality names those over midnight.
      if (days.size > 1) counts.splitSlips++;
      continue;
    }
    if (phones.size > 1 || shared.has(visitId)) {
      counts.sharedVisits++;
      if (days.size > 1 && [...phones].every(knowsItsDay)) {
        violate(`the shared visit ${visitId} stands on ${[...days].join(" and ")}`);
      }
      continue;
    }
    if (days.size > 1) violate(`the visit ${visitId} stands on ${[...days].join(" and ")}`);
    const [day = ""] = days;
    const startMs = began.get(visitId) ?? 0;
    const uncertainties = events.flatMap(({ id, recorded }) =>
      statedUncertainties(world, id, recorded),
    );
    const slackMs = VISIT_DAY_SLACK_MS + Math.max(...uncertainties);
    const isRight =
      clinicDay(startMs - slackMs, site.timeZone) <= day &&
      day <= clinicDay(startMs + slackMs, site.timeZone);
    if (isRight) continue;
    const phone = events[0]?.recorded.phone;
    const unseen =
      events.some(({ place }) => place.item.timeUnknown) ||
      events.some(({ id, recorded, place }) =>
        deliveryOf(world, id, place.item).some(
          ({ sentMs }) =>
            recorded.phone === phone &&
            phone?.clock.sets().some(({ trueMs }) => trueMs >= startMs && trueMs <= sentMs),
        ),
      );
    if (!unseen) violate(`the visit ${visitId} of ${new Date(startMs).toISOString()} is on ${day}`);
    counts.unseenDays++;
  }
};
