import { defaultFeedProfile, type FeedProfile } from "@throughline/shared/feed-profile.ts";
import type { HeaderReport } from "@throughline/shared/header-report.ts";

export interface KnownFeed {
  name: string;
  profile: FeedProfile;
}

export interface Picked {
  /** Null: the feed that is named like the file's kind. */
  feed: string | null;
  report: HeaderReport;
}

/** Of files whose header is known. */
const saysWhen: readonly string[] = ["AS_OF_MISSING", "AS_OF_IN_FUTURE"];

/**
 * The feed whose profile reads a file's header: the one that was chosen, else the one named like the
 * kind that the usual names tell, else the first other one that knows the header (rather one that
 * can tell as of when the file holds).
 */
export const pickFeed = async (
  feeds: readonly KnownFeed[],
  chosen: string | null,
  check: (profile: FeedProfile) => Promise<HeaderReport>,
): Promise<Picked> => {
  const named = (name: string | undefined) => feeds.find((feed) => feed.name === name);
  if (chosen !== null) {
    const profile = named(chosen)?.profile ?? defaultFeedProfile;
    return { feed: chosen, report: await check(profile) };
  }
  const usual = await check(defaultFeedProfile);
  const own = named(usual.kind ?? undefined);
  if (own) return { feed: null, report: await check(own.profile) };
  if (usual.kind !== null) return { feed: null, report: usual };
  let near: Picked | undefined;
  for (const { name, profile } of feeds) {
    const report = await check(profile);
    if (report.kind !== null) return { feed: name, report };
    if (report.problem && saysWhen.includes(report.problem.code)) near ??= { feed: name, report };
  }
  return near ?? { feed: null, report: usual };
};
