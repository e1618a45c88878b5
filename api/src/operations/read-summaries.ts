import { createHash } from "node:crypto";
import {
  isDayClosed,
  lateFromMs,
  SUMMARY_DELAY_MS,
} from "@throughline/shared/analytics/closed-day.ts";
import {
  canonicalSummary,
  type DaySummary,
  emptySummary,
  summaryBasis,
} from "@throughline/shared/analytics/day-summary.ts";
import { parseSummary } from "@throughline/shared/analytics/parse-summary.ts";
import { summariseDay } from "@throughline/shared/analytics/summarise-day.ts";
import { consecutiveRuns, dayBounds } from "@throughline/shared/calendar.ts";
import type { StoredSettings } from "@throughline/shared/site.ts";
import { mapConcurrently } from "../concurrency.ts";
import type { OperationDeps } from "../deps.ts";
import type { StoredSummary } from "../store/summaries.ts";
import { visitLimitMs } from "./site-settings.ts";

/** Days under way at a time: each may hold a hundred thousand events in memory. */
export const DAYS_AT_A_TIME = 4;
/** So long before its first event expires a summary is no longer rebuilt: the read takes a while. */
const EXPIRY_MARGIN_MS = 3_600_000;
const DAY_MS = 86_400_000;

export interface Reading {
  store: OperationDeps["store"];
  site: string;
  settings: StoredSettings;
  nowMs: number;
}

/**
 * The summaries of days, which are in order, at `nowMs`. What only late events can change any more comes from
 * the store, if it was built from the events and settings of today; else it is built and kept.
 */
export const readSummaries = async (
  reading: Reading,
  days: readonly string[],
): Promise<DaySummary[]> => {
  const { store, site, settings } = reading;
  const settled = days.filter((day) => isSettled(reading, day));
  // The generations before the summaries: a raise in between makes a summary old, never new.
  const generations = await store.generations.readMany(site, settled);
  const stored = await readStored(reading, settled);
  const basis = basisOf(settings);
  return mapConcurrently(days, DAYS_AT_A_TIME, (day) => {
    const generation = generations.get(day);
    if (generation === undefined) return summariseLiveDay(reading, day);
    const known = stored.get(day);
    return known && isValid(known, generation, basis, reading.nowMs)
      ? Promise.resolve(parseSummary(known.text))
      : rebuildSummary(reading, day, basis);
  });
};

const readStored = async ({ store, site }: Reading, days: readonly string[]) => {
  const runs = await mapConcurrently(consecutiveRuns(days), DAYS_AT_A_TIME, ([first, last]) =>
    store.summaries.readRange(site, first, last),
  );
  return new Map(runs.flatMap((run) => [...run]));
};

/** As many as are in memory at a time when a long range is read in turn. */
const DAYS_IN_TURN = 16;

/** The same summaries one after the other, a few in memory at a time. */
export async function* readSummariesInTurn(
  reading: Reading,
  days: readonly string[],
): AsyncGenerator<DaySummary> {
  for (let start = 0; start < days.length; start += DAYS_IN_TURN) {
    yield* await readSummaries(reading, days.slice(start, start + DAYS_IN_TURN));
  }
}

/** Whether only late events can still change the day, or visits of it that go on. */
const isSettled = ({ settings, nowMs }: Reading, day: string) => {
  const { endMs } = dayBounds(day, settings.timeZone);
  return nowMs >= lateFromMs(endMs, visitLimitMs(settings)) + SUMMARY_DELAY_MS;
};

/**
 * Whether a stored summary may be used: it is of the day's generation and today's basis, or its
 * events may have begun to expire, and then it knows more than they do.
 */
const isValid = (stored: StoredSummary, generation: number, basis: string, nowMs: number) => {
  const { completeUntil } = stored;
  if (completeUntil !== undefined && nowMs >= completeUntil * 1000 - EXPIRY_MARGIN_MS) return true;
  return stored.generation === generation && stored.basis === basis;
};

const basisOf = (settings: StoredSettings) =>
  createHash("sha256").update(summaryBasis(settings)).digest("base64url").slice(0, 22);

const summariseLiveDay = async (reading: Reading, day: string): Promise<DaySummary> => {
  const { store, site, settings, nowMs } = reading;
  const { startMs } = dayBounds(day, settings.timeZone);
  if (startMs > nowMs + DAY_MS) return emptySummary(day);
  const { events } = await store.events.readDay(site, day, { nowMs });
  return summariseDay(events, optionsOf(reading, day));
};

/**
 * Builds a settled day's summary from its events and keeps it, unless a visit still goes on. The
 * generation is read first: an event that comes in between makes the summary old at once.
 */
const rebuildSummary = async (
  reading: Reading,
  day: string,
  basis: string,
): Promise<DaySummary> => {
  const { store, site, nowMs } = reading;
  const generation = await store.generations.read(site, day, { consistent: true });
  const { events, firstExpiry } = await store.events.readDay(site, day, {
    nowMs,
    consistent: true,
  });
  const options = optionsOf(reading, day);
  const summary = summariseDay(events, options);
  const { endMs: dayEndMs } = dayBounds(day, options.timeZone);
  if (isDayClosed(summary, { dayEndMs, visitLimitMs: options.visitLimitMs, nowMs })) {
    const text = canonicalSummary(summary);
    const kept = { text, generation, basis, completeUntil: firstExpiry };
    await store.summaries.write(site, day, kept);
  }
  return summary;
};

/** What a day's summary is made by. */
export const optionsOf = ({ settings, nowMs }: Reading, day: string) => ({
  day,
  timeZone: settings.timeZone,
  stations: settings.stations,
  visitLimitMs: visitLimitMs(settings),
  nowMs,
});
