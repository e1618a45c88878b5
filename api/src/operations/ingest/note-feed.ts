import { MOST_UNKNOWN_STATUSES } from "@throughline/shared/csv/unknown-status.ts";
import {
  DEFAULT_MAX_SILENCE_MINUTES,
  type Feed,
  type FileKind,
  REMEMBERED_ARRIVALS,
} from "@throughline/shared/feed.ts";
import { judgeSilence } from "@throughline/shared/monitor/feed-silence.ts";
import type { OperationDeps } from "../../deps.ts";
import type { StoredFeed } from "../../store/clinical/feeds.ts";

type Deps = Pick<OperationDeps, "store" | "now">;

/** Makes sure that a feed is there. */
export const ensureFeed = async (
  { store, now }: Deps,
  site: string,
  { name, kind }: { name: string; kind: FileKind },
): Promise<void> => {
  const { feeds } = store.clinical;
  if (await feeds.get(site, name, { consistent: true })) return;
  const nowMs = now();
  const feed: Feed = {
    name,
    kind,
    createdAt: new Date(nowMs).toISOString(),
    maxSilenceMinutes: DEFAULT_MAX_SILENCE_MINUTES,
    inUse: true,
    lastGoodAt: null,
    reachesTo: null,
    arrivals: [],
    silentSince: null,
  };
  const { nextAt } = judgeSilence(feed, nowMs);
  // Whoever was first has made the same.
  await feeds.save(site, { feed, profile: null, tokens: [], nextAt, version: 0 });
};

export interface Arrival {
  receivedAt: string;
  asOf: string;
  /** As the file writes them. */
  unknownStatuses: readonly string[];
}

/** Takes note that a good file of a feed has come; may be repeated. */
export const noteArrival = async (
  { store, now }: Deps,
  site: string,
  name: string,
  arrival: Arrival,
): Promise<void> => {
  const { feeds } = store.clinical;
  for (;;) {
    const stored = await feeds.get(site, name, { consistent: true });
    if (!stored) throw new Error("A feed is gone");
    const next = withArrival(stored, arrival, now());
    if ((await feeds.save(site, next)) !== "conflict") return;
  }
};

const withArrival = (
  stored: StoredFeed,
  { receivedAt, asOf, unknownStatuses }: Arrival,
  nowMs: number,
): StoredFeed => {
  const { feed } = stored;
  const met = [...new Set([...(stored.metStatuses ?? []), ...unknownStatuses])];
  const told = met.length === 0 ? {} : { metStatuses: met.slice(-MOST_UNKNOWN_STATUSES) };
  const arrivals = [...new Set([...feed.arrivals, receivedAt])].sort().slice(-REMEMBERED_ARRIVALS);
  const heard = {
    ...feed,
    arrivals,
    lastGoodAt: latest(feed.lastGoodAt, receivedAt),
    reachesTo: latest(feed.reachesTo, asOf),
  };
  const { silentSince, nextAt } = judgeSilence(heard, nowMs);
  // What a laboratory's file confirms is the monitor's to tell, and so is it that the feed is silent
  // again, where a file waited so long for its turn.
  const isForMonitor = feed.kind === "lis" || silentSince !== null;
  return {
    ...stored,
    ...told,
    feed: silentSince === null ? { ...heard, silentSince: null } : heard,
    nextAt: isForMonitor ? new Date(nowMs).toISOString() : nextAt,
  };
};

const latest = (one: string | null, other: string): string =>
  one !== null && one > other ? one : other;
