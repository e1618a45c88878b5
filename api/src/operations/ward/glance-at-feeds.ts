import {
  judgeSilence,
  labsReachTo,
  usualInterval,
} from "@throughline/shared/monitor/feed-silence.ts";
import type { WardSnapshot } from "@throughline/shared/ward-api.ts";
import type { OperationDeps } from "../../deps.ts";

/** What a screen tells of the feeds in use, and how far the laboratories' files reach. */
export const glanceAtFeeds = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
): Promise<Pick<WardSnapshot, "feeds" | "labsReachTo">> => {
  const stored = (await store.clinical.feeds.list(site)).map(({ feed }) => feed);
  const feeds = stored.filter(({ inUse }) => inUse);
  return {
    feeds: feeds.map((feed) => ({
      name: feed.name,
      kind: feed.kind,
      lastGoodAt: feed.lastGoodAt,
      reachesTo: feed.reachesTo,
      // Judged anew: a screen need not wait for the monitor to see that nothing comes.
      silentSince: judgeSilence(feed, now()).silentSince,
      usualMinutes: usualInterval(feed.arrivals),
    })),
    labsReachTo: labsReachTo(feeds),
  };
};

/** An alert's due time lies within what all laboratories have told of. */
export const isConfirmed = (dueAt: string, reachesTo: string | null): boolean =>
  reachesTo !== null && dueAt <= reachesTo;
