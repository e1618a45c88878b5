import { DEFAULT_MAX_SILENCE_MINUTES, type Feed, type FileKind } from "@throughline/shared/feed.ts";
import { judgeSilence } from "@throughline/shared/monitor/feed-silence.ts";
import type { StoredFeed } from "../../store/clinical/feeds.ts";

/** A feed that nobody has set yet; not saved. */
export const newFeed = (name: string, kind: FileKind, nowMs: number): StoredFeed => {
  const feed: Feed = {
    name,
    kind,
    maxSilenceMinutes: DEFAULT_MAX_SILENCE_MINUTES,
    inUse: true,
    createdAt: new Date(nowMs).toISOString(),
    lastGoodAt: null,
    reachesTo: null,
    arrivals: [],
    silentSince: null,
  };
  const { nextAt } = judgeSilence(feed, nowMs);
  return { feed, profile: null, tokens: [], nextAt, version: 0 };
};
