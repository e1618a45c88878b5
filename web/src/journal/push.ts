import type { PushRequest, PushResponse } from "@throughline/shared/journal.ts";
import { MAX_KEEPALIVE_BYTES } from "@throughline/shared/limits.ts";
import { nextBatch, toSent } from "./batch.ts";
import type { LocalEntry } from "./device.ts";
import { type Journal, pending } from "./journal.ts";
import { type Answer, request } from "./request.ts";
import { settle } from "./settle.ts";

/** Why entries still wait after a push. */
export interface Failure {
  /** The HTTP status, or 0 when no answer came. */
  status: number;
  /** A code of the server or of `request`; `WRONG_DAY` when its word on a day does not stand. */
  code: string;
  retryAfterSeconds?: number;
}

/**
 * Sends everything that waits, site by site, and applies the answers. Undefined when nothing waits
 * any more; else the first site's reason. One site's trouble does not hold up another's entries.
 */
export const push = async (journal: Journal): Promise<Failure | undefined> => {
  const sites = new Set((await pending(journal)).map(({ site }) => site));
  let failure: Failure | undefined;
  for (const site of sites) {
    const ofSite = await pushSite(journal, site);
    failure ??= ofSite;
  }
  return failure;
};

const pushSite = async (journal: Journal, site: string): Promise<Failure | undefined> => {
  const relabelled = new Set<string>();
  for (;;) {
    const waiting = (await pending(journal)).filter((entry) => entry.site === site);
    const batch = nextBatch(waiting);
    if (batch.length === 0) return undefined;
    const failure = await sendBatch(journal, site, batch, relabelled);
    if (failure) return failure;
  }
};

const sendBatch = async (
  journal: Journal,
  site: string,
  batch: LocalEntry[],
  relabelled: Set<string>,
): Promise<Failure | undefined> => {
  const { environment } = journal;
  const answer = await send(journal, site, batch);
  if (!answer.ok) {
    const { status, code, retryAfterSeconds } = answer;
    const unreadable = code === "BAD_REQUEST";
    if (batch.length > 1 && (unreadable || status === 413)) {
      return isolate(journal, site, batch, relabelled);
    }
    if (batch.length === 1 && unreadable) {
      const results = batch.map(
        ({ id }) => ({ id, status: "rejected", code: "UNREADABLE" }) as const,
      );
      await settle(journal, results, undefined);
      return undefined;
    }
    return { status, code, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
  }
  const { response, sentMs } = answer.value;
  // The request took its time to arrive: the middle of the attempt is the best guess of when.
  const offsetMs = Date.parse(response.receivedAt) - (sentMs + environment.wallMs()) / 2;
  const settled = await settle(journal, response.results, Math.round(offsetMs));
  for (const visitId of settled.relabelled) {
    if (relabelled.has(visitId)) return { status: answer.status, code: "WRONG_DAY" };
    relabelled.add(visitId);
  }
  const moved = settled.done > 0 || settled.relabelled.length > 0;
  return moved || (await someoneElseSettled(journal, batch))
    ? undefined
    : { status: answer.status, code: "NOT_OURS" };
};

/** One entry that the server cannot read must not hold up the rest of its batch. */
const isolate = async (
  journal: Journal,
  site: string,
  batch: LocalEntry[],
  relabelled: Set<string>,
): Promise<Failure | undefined> => {
  for (const { id } of batch) {
    const entry = (await pending(journal)).find((waiting) => waiting.id === id);
    const failure = entry && (await sendBatch(journal, site, [entry], relabelled));
    if (failure) return failure;
  }
  return undefined;
};

const someoneElseSettled = async (journal: Journal, batch: LocalEntry[]): Promise<boolean> => {
  const waiting = new Set((await pending(journal)).map(({ id }) => id));
  return batch.some(({ id }) => !waiting.has(id));
};

const send = (
  { environment }: Journal,
  site: string,
  batch: LocalEntry[],
): Promise<Answer<{ response: PushResponse; sentMs: number }>> => {
  // Taken anew at every attempt: the server compares them with its own clock.
  const sentMs = environment.wallMs();
  const body: PushRequest = {
    sentAt: new Date(sentMs).toISOString(),
    bootId: environment.bootId,
    monotonicMs: Math.max(0, environment.monotonicMs()),
    entries: batch.map(toSent),
  };
  return request(`/api/v1/public/sites/${encodeURIComponent(site)}/scans`, {
    body,
    keepalive: JSON.stringify(body).length < MAX_KEEPALIVE_BYTES,
    fetch: environment.fetch,
    after: environment.after,
    read: (json) => {
      const response = readPushResponse(json);
      return response && { response, sentMs };
    },
  });
};

/** Undefined for anything but a push response: nothing may leave the journal on its word. */
const readPushResponse = (json: unknown): PushResponse | undefined => {
  const { receivedAt, results } = json as PushResponse;
  return Array.isArray(results) &&
    !Number.isNaN(Date.parse(receivedAt)) &&
    results.every(({ id, status }) => typeof id === "string" && typeof status === "string")
    ? { receivedAt, results }
    : undefined;
};
