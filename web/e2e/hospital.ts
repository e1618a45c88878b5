import { addDays } from "@throughline/shared/calendar.ts";
import type { Event } from "@throughline/shared/event.ts";
import type { Entry, PushRequest } from "@throughline/shared/journal.ts";
import { simulateHospitalDay } from "@throughline/shared/testing/hospital-day.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import type { Product } from "./product.ts";

const BATCH = 400;

/** An id in the form that the protocol asks for, the same for the same text. */
const uuidOf = async (text: string): Promise<string> => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const hex = Buffer.from(digest).toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join("-");
};

/**
 * Pushes a simulated day of the site `main` through the public API, up to now; `daysAgo` 0 is
 * today. Returns how many events the server stored.
 */
export const pushHospitalDay = async (
  product: Product,
  { daysAgo, scans, seed }: { daysAgo: number; scans: number; seed: number },
): Promise<number> => {
  const nowMs = Date.now();
  const day = addDays(clinicDay(nowMs, product.timeZone), -daysAgo);
  const events = simulateHospitalDay({ seed, scans, day, timeZone: product.timeZone }).filter(
    (event) => Date.parse(event.at) < nowMs && !event.test && !event.timeUnknown,
  );
  const startOf = new Map<string, string>();
  for (const { visitId, at } of events) {
    const known = startOf.get(visitId);
    if (known === undefined || at < known) startOf.set(visitId, at);
  }
  const entries = await Promise.all(events.map((event) => toEntry(event, day, startOf)));
  let stored = 0;
  for (let first = 0; first < entries.length; first += BATCH) {
    const push: PushRequest = {
      sentAt: new Date().toISOString(),
      bootId: "simulated",
      monotonicMs: 0,
      entries: entries.slice(first, first + BATCH),
    };
    const answer = await product.api("/public/sites/main/scans", {
      method: "POST",
      body: JSON.stringify(push),
    });
    const { results } = (await answer.json()) as { results: { status: string }[] };
    stored += results.filter(({ status }) => status === "stored").length;
  }
  return stored;
};

const toEntry = async (
  event: Event,
  visitDay: string,
  startOf: ReadonlyMap<string, string>,
): Promise<Entry> => {
  const envelope = {
    id: await uuidOf(event.id),
    stream: "visit" as const,
    seq: event.seq,
    deviceAt: event.at,
    bootId: "phone",
    monotonicMs: 0,
  };
  const visit = {
    visitId: await uuidOf(event.visitId),
    visitDay,
    visitStartedAt: startOf.get(event.visitId) ?? event.at,
  };
  switch (event.type) {
    case "scan":
      return { ...envelope, type: "scan", body: { ...visit, station: event.station } };
    case "void":
      return { ...envelope, type: "void", body: { ...visit, scanId: await uuidOf(event.scanId) } };
    case "reason":
      return { ...envelope, type: "reason", body: { ...visit, reason: event.reason } };
    case "end":
      return { ...envelope, type: "end", body: visit };
  }
};
