import { createHash } from "node:crypto";
import { leftUnknown } from "@throughline/shared/csv/unknown-status.ts";
import type { CountingRule } from "@throughline/shared/lab-test.ts";
import { judgeSilence, usualInterval } from "@throughline/shared/monitor/feed-silence.ts";
import type { ListedFeed } from "@throughline/shared/upload-api.ts";
import type { OperationDeps } from "../../deps.ts";
import type { StoredFeed } from "../../store/clinical/feeds.ts";
import { requireSettings } from "../site-settings.ts";
import { profileOf } from "./profile-of.ts";

/** The feeds of a site by name, with their profiles, and their tokens without what opens anything. */
export const listFeeds = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
): Promise<ListedFeed[]> => {
  await requireSettings(store, site);
  const feeds = await store.clinical.feeds.list(site, { consistent: true });
  const { counting } = await store.clinical.wardSettings.read(site);
  return feeds.map((feed) => describeFeed(feed, now(), counting));
};

export const describeFeed = (
  stored: StoredFeed,
  nowMs: number,
  counting: CountingRule,
): ListedFeed => ({
  ...stored.feed,
  silentSince: judgeSilence(stored.feed, nowMs).silentSince,
  profile: profileOf(stored),
  version: versionOf(stored),
  usualMinutes: usualInterval(stored.feed.arrivals),
  tokens: stored.tokens.map(({ id, createdAt, usedAt = null }) => ({ id, createdAt, usedAt })),
  unknownStatuses: leftUnknown(stored.metStatuses ?? [], {
    kind: stored.feed.kind,
    profile: profileOf(stored),
    counting,
  }),
});

/**
 * Names what people have set about a feed: a file that arrives while somebody edits changes nothing
 * of it. 0 for a feed that is not there.
 */
export const versionOf = (stored: StoredFeed | undefined): number => {
  if (!stored) return 0;
  const { kind, maxSilenceMinutes, inUse } = stored.feed;
  const profile = stored.profile && profileOf(stored);
  const text = JSON.stringify([kind, maxSilenceMinutes, inUse, profile], inOrder);
  return 1 + createHash("sha256").update(text).digest().readUIntBE(0, 6);
};

/** A store may give a map's members back in another order. */
const inOrder = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
