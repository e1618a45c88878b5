import { defaultFeedProfile, type FeedProfile } from "@throughline/shared/feed-profile.ts";
import type { Beginning } from "./check-beginning.ts";

export interface KnownFeed {
  name: string;
  profile: FeedProfile;
}

export interface Picked {
  /** Null: the feed that is named like the file's kind. */
  feed: string | null;
  beginning: Beginning;
}

/**
 * The feed whose profile reads a file's header: the one that was chosen, else the one named like the
 * kind that the usual names tell, else the first other one that knows the header.
 */
export const pickFeed = async (
  feeds: readonly KnownFeed[],
  chosen: string | null,
  check: (profile: FeedProfile) => Promise<Beginning>,
): Promise<Picked> => {
  const named = (name: string | undefined) => feeds.find((feed) => feed.name === name);
  if (chosen !== null) {
    const profile = named(chosen)?.profile ?? defaultFeedProfile;
    return { feed: chosen, beginning: await check(profile) };
  }
  const usual = await check(defaultFeedProfile);
  const own = named(usual.header?.kind);
  if (own) return { feed: null, beginning: await check(own.profile) };
  if (usual.header) return { feed: null, beginning: usual };
  for (const { name, profile } of feeds) {
    const beginning = await check(profile);
    if (beginning.header) return { feed: name, beginning };
  }
  return { feed: null, beginning: usual };
};
