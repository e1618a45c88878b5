import { leftUnknown } from "@throughline/shared/csv/unknown-status.ts";
import type { CountingRule } from "@throughline/shared/lab-test.ts";
import { judgeSilence, usualInterval } from "@throughline/shared/monitor/feed-silence.ts";
import type { ListedFeed } from "@throughline/shared/upload-api.ts";
import type { OperationDeps } from "../../deps.ts";
import type { StoredFeed } from "../../store/clinical/feeds.ts";
import type { StoredFile } from "../../store/clinical/files.ts";
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
  const heldUp = await listHeldUp({ store }, site);
  return feeds.map((feed) => describeFeed(feed, { nowMs: now(), counting, heldUp }));
};

/** The files of a site that could not be taken in yet, the longest held up first, 100 at most. */
export const listHeldUp = (
  { store }: Pick<OperationDeps, "store">,
  site: string,
): Promise<StoredFile[]> => store.clinical.files.listHeldUp(site, { limit: 100 });

export const describeFeed = (
  stored: StoredFeed,
  {
    nowMs,
    counting,
    heldUp,
  }: {
    nowMs: number;
    counting: CountingRule;
    /** Of all feeds. */
    heldUp: readonly StoredFile[];
  },
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
  heldUp: heldUpOf(stored, heldUp),
});

const heldUpOf = ({ feed }: StoredFeed, files: readonly StoredFile[]): ListedFeed["heldUp"] => {
  const own = files.filter(({ report }) => report.feed === feed.name);
  const since = own[0]?.report.heldUp?.since;
  return since === undefined ? null : { files: own.length, since };
};

/** Counts what people have saved about a feed: a file that arrives is no change of it. 0: it is not there. */
export const versionOf = (stored: StoredFeed | undefined): number =>
  stored ? (stored.settingsVersion ?? 1) : 0;
