import type { PushRequest, PushResponse } from "@throughline/shared/journal.ts";
import { MAX_KEEPALIVE_BYTES } from "@throughline/shared/limits.ts";
import type { TabletReport } from "@throughline/shared/tablet.ts";
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
 * What may go together in one request. A tablet's entries for others go apart from its owner's own,
 * which a browser that is signed in as staff sends as tests.
 */
export interface Group {
  site: string;
  forOthers: boolean;
}

const waitingIn = async (journal: Journal, { site, forOthers }: Group): Promise<LocalEntry[]> =>
  (await pending(journal)).filter(
    (entry) => entry.site === site && (entry.forOthers ?? false) === forOthers,
  );

/**
 * Sends everything that waits, group by group, and applies the answers. Undefined when nothing waits
 * any more; else the first group's reason. One group's trouble does not hold up another's entries.
 */
export const push = async (journal: Journal): Promise<Failure | undefined> => {
  const groups = new Map<string, Group>();
  for (const { site, forOthers = false } of await pending(journal)) {
    groups.set(`${site} ${forOthers}`, { site, forOthers });
  }
  let failure: Failure | undefined;
  for (const group of groups.values()) {
    const ofGroup = await pushGroup(journal, group);
    failure ??= ofGroup;
  }
  return failure;
};

const pushGroup = async (journal: Journal, group: Group): Promise<Failure | undefined> => {
  const relabelled = new Set<string>();
  for (;;) {
    const batch = nextBatch(await waitingIn(journal, group));
    if (batch.length === 0) return undefined;
    const failure = await sendEntries(journal, group, batch, relabelled);
    if (failure) return failure;
  }
};

/**
 * Sends one request and applies the answer. `relabelled` are the visits whose day was corrected
 * since this push began.
 */
export const sendEntries = async (
  journal: Journal,
  group: Group,
  batch: LocalEntry[],
  relabelled: Set<string> = new Set(),
): Promise<Failure | undefined> => {
  const { environment } = journal;
  const answer = await send(journal, group, batch);
  if (!answer.ok) {
    const { status, code, retryAfterSeconds } = answer;
    const unreadable = code === "BAD_REQUEST";
    if (batch.length > 1 && (unreadable || status === 413)) {
      return isolate(journal, group, batch, relabelled);
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
  const { results, tabletReported } = response;
  const settled = await settle(journal, results, Math.round(offsetMs), tabletReported);
  for (const visitId of settled.relabelled) {
    if (relabelled.has(visitId)) return { status: answer.status, code: "WRONG_DAY" };
    relabelled.add(visitId);
  }
  const moved = settled.done > 0 || settled.relabelled.length > 0 || batch.length === 0;
  return moved || (await someoneElseSettled(journal, batch))
    ? undefined
    : { status: answer.status, code: "NOT_OURS" };
};

/** One entry that the server cannot read must not hold up the rest of its batch. */
const isolate = async (
  journal: Journal,
  group: Group,
  batch: LocalEntry[],
  relabelled: Set<string>,
): Promise<Failure | undefined> => {
  for (const { id } of batch) {
    const entry = (await pending(journal)).find((waiting) => waiting.id === id);
    const failure = entry && (await sendEntries(journal, group, [entry], relabelled));
    if (failure) return failure;
  }
  return undefined;
};

/** Whether something that was sent waits no more, or waits under another day by now. */
const someoneElseSettled = async (journal: Journal, batch: LocalEntry[]): Promise<boolean> => {
  const dayOf = new Map((await pending(journal)).map(({ id, body }) => [id, body.visitDay]));
  return batch.some(({ id, body }) => dayOf.get(id) !== body.visitDay);
};

const send = async (
  journal: Journal,
  group: Group,
  batch: LocalEntry[],
): Promise<Answer<{ response: PushResponse; sentMs: number }>> => {
  const { environment } = journal;
  const tablet = group.forOthers ? await readTabletReport(journal, group) : undefined;
  // Taken anew at every attempt: the server compares them with its own clock.
  const sentMs = environment.wallMs();
  const body: PushRequest = {
    sentAt: new Date(sentMs).toISOString(),
    bootId: environment.bootId,
    monotonicMs: Math.max(0, environment.monotonicMs()),
    entries: batch.map(toSent),
    ...(tablet && { tablet }),
  };
  return request(`/api/v1/public/sites/${encodeURIComponent(group.site)}/scans`, {
    body,
    keepalive: JSON.stringify(body).length < MAX_KEEPALIVE_BYTES,
    fetch: environment.fetch,
    after: environment.after,
    gzip: environment.gzip,
    read: (json) => {
      const response = readPushResponse(json);
      return response && { response, sentMs };
    },
  });
};

const readTabletReport = async (
  journal: Journal,
  group: Group,
): Promise<TabletReport | undefined> => {
  const { tablet } = await journal.storage.read((transaction) => transaction.device());
  const waiting = (await waitingIn(journal, group)).length;
  return tablet && { id: tablet.id, station: tablet.station, waiting };
};

/** Undefined for anything but a push response: nothing may leave the journal on its word. */
const readPushResponse = (json: unknown): PushResponse | undefined => {
  const { receivedAt, results, tabletReported } = json as PushResponse;
  return Array.isArray(results) &&
    !Number.isNaN(Date.parse(receivedAt)) &&
    results.every(({ id, status }) => typeof id === "string" && typeof status === "string")
    ? { receivedAt, results, tabletReported }
    : undefined;
};
