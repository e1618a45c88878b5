import type { Feed } from "../feed.ts";

const MINUTE_MS = 60_000;

/**
 * Since when a feed is silent, judged now, and when to judge again. A file all of whose rows were
 * rejected is silence: it does not move `lastGoodAt`. A feed that has never sent is silent since it
 * was made.
 */
export const judgeSilence = (
  feed: Pick<Feed, "lastGoodAt" | "createdAt" | "maxSilenceMinutes" | "inUse">,
  nowMs: number,
): { silentSince: string | null; nextAt: string | null } => {
  if (feed.maxSilenceMinutes === null || !feed.inUse) return { silentSince: null, nextAt: null };
  const from = feed.lastGoodAt ?? feed.createdAt;
  const limit = new Date(Date.parse(from) + feed.maxSilenceMinutes * MINUTE_MS).toISOString();
  return nowMs >= Date.parse(limit)
    ? { silentSince: from, nextAt: null }
    : { silentSince: null, nextAt: limit };
};

/**
 * How far the laboratories' files reach: the earliest of all feeds of tests in use. An alert due at
 * or before it is confirmed. Null while one of them has sent nothing good, or there is none.
 */
export const labsReachTo = (
  feeds: readonly Pick<Feed, "kind" | "inUse" | "reachesTo">[],
): string | null => {
  const labs = feeds.filter(({ kind, inUse }) => kind === "lis" && inUse);
  let reach: string | null = labs[0]?.reachesTo ?? null;
  for (const { reachesTo } of labs) {
    if (reachesTo === null) return null;
    if (reach === null || reachesTo < reach) reach = reachesTo;
  }
  return reach;
};

/** The usual minutes between two good files: the median; null before there are three. */
export const usualInterval = (arrivals: readonly string[]): number | null => {
  if (arrivals.length < 3) return null;
  const times = arrivals.map((at) => Date.parse(at)).sort((one, other) => one - other);
  const gaps = times
    .slice(1)
    .map((at, index) => at - (times[index] ?? at))
    .sort((one, other) => one - other);
  const middle = gaps.length >> 1;
  const upper = gaps[middle] ?? 0;
  const median = gaps.length % 2 ? upper : ((gaps[middle - 1] ?? 0) + upper) / 2;
  return Math.round(median / MINUTE_MS);
};
