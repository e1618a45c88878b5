import { MAX_KEEPALIVE_BYTES } from "@throughline/shared/limits.ts";
import type {
  WardEntry,
  WardPushRequest,
  WardPushResponse,
} from "@throughline/shared/ward-entry.ts";
import type { Failure } from "../push.ts";
import { type Answer, request } from "../request.ts";
import type { LocalWardEntry } from "./kept-entry.ts";
import { settleWard } from "./settle-ward.ts";
import { readWardJournal, type WardJournal } from "./ward-journal.ts";

/** What one push may hold, well below what the server takes. */
const MAX_ENTRIES = 200;
const MAX_BYTES = 200 * 1024;

/** Called with what the server has confirmed, just before that leaves the journal. */
export type OnConfirmed = (entries: LocalWardEntry[], receivedAt: string) => Promise<unknown>;

/**
 * Sends everything that waits, site by site, and applies the answers. Undefined when nothing waits
 * any more; else the first site's reason.
 */
export const pushWard = async (
  journal: WardJournal,
  onConfirmed: OnConfirmed,
): Promise<Failure | undefined> => {
  const sites = new Set((await waiting(journal)).map(({ site }) => site));
  let failure: Failure | undefined;
  for (const site of sites) {
    const ofSite = await pushSite(journal, site, onConfirmed);
    failure ??= ofSite;
  }
  return failure;
};

const waiting = async (journal: WardJournal, site?: string): Promise<LocalWardEntry[]> =>
  (await readWardJournal(journal)).entries.filter(
    (entry) => !entry.rejected && (site === undefined || entry.site === site),
  );

const pushSite = async (
  journal: WardJournal,
  site: string,
  onConfirmed: OnConfirmed,
): Promise<Failure | undefined> => {
  for (;;) {
    const batch = nextBatch(await waiting(journal, site));
    if (batch.length === 0) return undefined;
    const failure = await sendBatch(journal, site, batch, onConfirmed);
    if (failure) return failure;
  }
};

/** An entry as it is sent: without what only this device needs to know. */
const toSent = ({ site: _site, rejected: _rejected, ...entry }: LocalWardEntry): WardEntry => entry;

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

const nextBatch = (entries: LocalWardEntry[]): LocalWardEntry[] => {
  let bytes = 0;
  const end = entries.findIndex((entry, index) => {
    bytes += bytesOf(toSent(entry)) + 1;
    return index === MAX_ENTRIES || (index > 0 && bytes > MAX_BYTES);
  });
  return end < 0 ? entries : entries.slice(0, end);
};

const sendBatch = async (
  journal: WardJournal,
  site: string,
  batch: LocalWardEntry[],
  onConfirmed: OnConfirmed,
): Promise<Failure | undefined> => {
  const answer = await send(journal, site, batch);
  if (!answer.ok) {
    const { status, code, retryAfterSeconds } = answer;
    const unreadable = code === "BAD_REQUEST";
    // One entry that the server cannot read must not hold up the rest of its batch.
    if (batch.length > 1 && (unreadable || status === 413)) {
      for (const entry of batch) {
        const failure = await sendBatch(journal, site, [entry], onConfirmed);
        if (failure) return failure;
      }
      return undefined;
    }
    if (unreadable) {
      const results = batch.map(
        ({ id }) => ({ id, status: "rejected", code: "UNREADABLE" }) as const,
      );
      await settleWard(journal, results, undefined);
      return undefined;
    }
    return { status, code, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
  }
  const { response, sentMs } = answer.value;
  const confirmed = new Set(
    response.results.flatMap(({ id, status }) => (status === "rejected" ? [] : [id])),
  );
  await onConfirmed(
    batch.filter(({ id }) => confirmed.has(id)),
    response.receivedAt,
  );
  // The request took its time to arrive: the middle of the attempt is the best guess of when.
  const middleMs = (sentMs + journal.environment.wallMs()) / 2;
  const offsetMs = Math.round(Date.parse(response.receivedAt) - middleMs);
  await settleWard(journal, response.results, offsetMs);
  const left = new Set((await waiting(journal, site)).map(({ id }) => id));
  const moved = batch.some(({ id }) => !left.has(id));
  return moved ? undefined : { status: answer.status, code: "NOT_OURS" };
};

const send = async (
  { environment, storage }: WardJournal,
  site: string,
  batch: LocalWardEntry[],
): Promise<Answer<{ response: WardPushResponse; sentMs: number }>> => {
  const device = await storage.read((transaction) => transaction.device());
  // Taken anew at every attempt: the server compares them with its own clock.
  const sentMs = environment.wallMs();
  const body: WardPushRequest = {
    sentAt: new Date(sentMs).toISOString(),
    bootId: environment.bootId,
    monotonicMs: Math.max(0, environment.monotonicMs()),
    tablet: device?.tablet ?? "unknown",
    entries: batch.map(toSent),
  };
  return request(`/api/v1/sync?site=${encodeURIComponent(site)}`, {
    body,
    keepalive: bytesOf(body) < MAX_KEEPALIVE_BYTES,
    fetch: environment.fetch,
    after: environment.after,
    read: (json) => {
      const response = readResponse(json);
      return response && { response, sentMs };
    },
  });
};

/** Undefined for anything but a push response: nothing may leave the journal on its word. */
const readResponse = (json: unknown): WardPushResponse | undefined => {
  const { receivedAt, results } = json as WardPushResponse;
  return Array.isArray(results) &&
    !Number.isNaN(Date.parse(receivedAt)) &&
    results.every(
      ({ id, status }) =>
        typeof id === "string" && ["stored", "duplicate", "rejected"].includes(status),
    )
    ? { receivedAt, results }
    : undefined;
};
