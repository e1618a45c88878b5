import { wrongKind } from "@throughline/shared/csv/file-problem.ts";
import type { FileKind } from "@throughline/shared/feed.ts";
import { defaultFeedProfile, type FeedProfile } from "@throughline/shared/feed-profile.ts";
import type { HeaderReport } from "@throughline/shared/header-report.ts";

export interface KnownFeed {
  name: string;
  kind: FileKind;
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
  const checkOf = async ({ name, kind, profile }: KnownFeed): Promise<HeaderReport> => {
    const report = await check(profile);
    if (report.kind === null || report.kind === kind) return report;
    // Nothing of such a file goes in.
    return { ...report, kind: null, problem: wrongKind(name, kind, report.kind) };
  };
  if (chosen !== null) {
    const feed = named(chosen);
    return { feed: chosen, report: await (feed ? checkOf(feed) : check(defaultFeedProfile)) };
  }
  const usual = await check(defaultFeedProfile);
  const own = named(usual.kind ?? undefined);
  if (own) return { feed: null, report: await checkOf(own) };
  if (usual.kind !== null) return { feed: null, report: usual };
  let near: Picked | undefined;
  for (const feed of feeds) {
    const report = await checkOf(feed);
    const picked = { feed: feed.name, report };
    if (report.kind !== null) return picked;
    if (report.problem && saysWhen.includes(report.problem.code)) near ??= picked;
  }
  return near ?? { feed: null, report: usual };
};
