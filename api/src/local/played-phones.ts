import { setTimeout as pause } from "node:timers/promises";

import { entryOfEvent } from "@throughline/shared/entry-of-event.ts";
import { compareEvents, type Event } from "@throughline/shared/event.ts";
import { type Entry, type PushRequest, pushResponseSchema } from "@throughline/shared/journal.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import { mapConcurrently } from "../concurrency.ts";

/** A phone whose visit is known beforehand. Times are epoch ms by the server's clock. */
export interface PlayedPhone {
  /** How far its own clock is ahead. */
  offsetMs: number;
  /** In the order in which they are sent. */
  entries: { entry: Entry; sendMs: number }[];
}

export interface PlayReport {
  stored: number;
  duplicate: number;
  rejected: number;
}

/** One phone for each visit. An event leaves its phone at the event's `receivedAt`. */
export const phonesOf = (events: readonly Event[], timeZone: string): PlayedPhone[] => {
  const visits = new Map<string, Event[]>();
  for (const event of events) {
    const known = visits.get(event.visitId);
    if (known) known.push(event);
    else visits.set(event.visitId, [event]);
  }
  return [...visits.values()].map((visit) => {
    const first = visit.toSorted(compareEvents)[0] as Event;
    const recording = {
      visitDay: clinicDay(Date.parse(first.at), timeZone),
      visitStartedAt: first.deviceAt,
      bootId: "played",
      monotonicMs: 0,
    };
    return {
      offsetMs: Date.parse(first.deviceAt) - Date.parse(first.at),
      entries: visit
        .map((event) => ({
          entry: entryOfEvent(event, recording),
          sendMs: Date.parse(event.receivedAt),
        }))
        .sort((one, other) => one.sendMs - other.sendMs),
    };
  });
};

interface Play {
  now: () => number;
  send: (push: PushRequest) => Promise<Response>;
  /** Ends the play early. */
  signal: AbortSignal;
  /** Told after each round that sent something. */
  onProgress?: (report: PlayReport) => void;
}

const ROUND_MS = 250;
/** As few as a small clinic's network carries at once; the server sees many more phones in turn. */
const AT_A_TIME = 8;
const MOST_ENTRIES = 500;

/**
 * Plays phones through the sync protocol: each sends what is due by its own clock, keeps it while
 * the server is busy, and sends it again. Ends when all is sent. Throws what a request throws, and
 * when the server refuses a whole request.
 */
export const playPhones = async (
  phones: readonly PlayedPhone[],
  { now, send, signal, onProgress }: Play,
): Promise<PlayReport> => {
  const report: PlayReport = { stored: 0, duplicate: 0, rejected: 0 };
  let waiting = phones.map((phone) => ({ phone, sent: 0 }));
  while (waiting.length > 0 && !signal.aborted) {
    const nowMs = now();
    const due = waiting.filter(({ phone, sent }) => (phone.entries[sent]?.sendMs ?? 0) <= nowMs);
    await mapConcurrently(due, AT_A_TIME, async (state) => {
      if (signal.aborted) return;
      state.sent += await sendDue(state.phone, state.sent, { now, send }, report);
    });
    if (due.length > 0) onProgress?.(report);
    waiting = waiting.filter(({ phone, sent }) => sent < phone.entries.length);
    await pause(ROUND_MS, undefined, { signal }).catch(() => {});
  }
  return report;
};

/** Sends what a phone has to send by now; returns how many entries the server answered. */
const sendDue = async (
  { offsetMs, entries }: PlayedPhone,
  sent: number,
  { now, send }: Pick<Play, "now" | "send">,
  report: PlayReport,
): Promise<number> => {
  const nowMs = now();
  const due = entries
    .slice(sent, sent + MOST_ENTRIES)
    .filter(({ sendMs }) => sendMs <= nowMs)
    .map(({ entry }) => entry);
  const response = await send({
    sentAt: new Date(now() + offsetMs).toISOString(),
    bootId: "sent",
    monotonicMs: 0,
    entries: due,
  });
  if (response.status === 429 || response.status === 503) {
    await response.body?.cancel();
    return 0;
  }
  if (!response.ok) throw new Error(`The server answered a push with status ${response.status}.`);
  for (const { status } of pushResponseSchema.parse(await response.json()).results)
    report[status]++;
  return due.length;
};

/** Sends to a site's public route, as every phone does. */
export const sendTo =
  (url: string, site: string): Play["send"] =>
  (push) =>
    fetch(`${url}/api/v1/public/sites/${encodeURIComponent(site)}/scans`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(push),
    });
