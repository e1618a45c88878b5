import type { Feed } from "@throughline/shared/feed.ts";
import type { FeedProfile } from "@throughline/shared/feed-profile.ts";
import { isStillAtVersion } from "../conditions.ts";
import { idInKey } from "../keys.ts";
import type { Item, ReadOptions, Table } from "../table.ts";
import { clinicalKeys, clinicalPrefixes, indexPks, indexSk } from "./keys.ts";

/** A token that sends files of one feed. Only what it hashes to is kept. */
export interface StoredFeedToken {
  id: string;
  createdAt: string;
  hash: string;
  /** When a file was last announced by it. */
  usedAt?: string;
}

/** An alarm about a feed's silence that has not reached all channels. */
export interface FeedAlarm {
  /** Whoever raised it sees to it; where that fails, the monitor does from then on. */
  tryAt: string;
  /** So often it was tried in vain. */
  attempts: number;
  /** The channels that have taken it already. */
  sent: string[];
}

export interface StatusMapping {
  /** When it was ordered. */
  since: string;
  /** The part that is done; undefined at the beginning. */
  after?: string;
}

/** A source of files. */
export interface StoredFeed {
  feed: Feed;
  alarm?: FeedAlarm;
  /** How its files are written; null: as the names and formats usually are. */
  profile: FeedProfile | null;
  /** Counts what people have saved about it; without one nobody has, since its first file made it (1). */
  settingsVersion?: number;
  tokens: StoredFeedToken[];
  /** Statuses that nobody had mapped when a file of it came, as the files write them, latest last. */
  metStatuses?: string[];
  /** What its status words mean was set anew: what its files have told is being read by it. */
  mapping?: StatusMapping;
  /**
   * When its silence must be judged, its alarm sent on, or what its last file confirms be told of;
   * null: never.
   */
  nextAt: string | null;
  version: number;
}

export interface FeedStore {
  get(site: string, name: string, options?: ReadOptions): Promise<StoredFeed | undefined>;
  /** All of a site, by name. */
  list(site: string, options?: ReadOptions): Promise<StoredFeed[]>;
  /** Saves as version `version + 1` if nobody did since `version` was read (0: it is new); else `conflict`. */
  save(site: string, feed: StoredFeed): Promise<StoredFeed | "conflict">;
}

export const createFeedStore = (table: Table): FeedStore => ({
  async get(site, name, options) {
    const item = await table.get(clinicalKeys.feed(site, name), options);
    return item && fromItem(item);
  },

  async list(site, options) {
    const range = { pk: clinicalKeys.sitePartition(site), prefix: clinicalPrefixes.feed };
    const feeds: StoredFeed[] = [];
    for await (const page of table.pages(range, options)) feeds.push(...page.map(fromItem));
    return feeds;
  },

  async save(site, feed) {
    const saved = { ...feed, version: feed.version + 1 };
    const written = await table.putIf(toItem(site, saved), isStillAtVersion(feed.version));
    return written ? saved : "conflict";
  },
});

const toItem = (site: string, { feed, nextAt: judgedAt, ...attributes }: StoredFeed): Item => {
  const { name, ...about } = feed;
  const nextAt = attributes.mapping?.since ?? judgedAt;
  return {
    ...clinicalKeys.feed(site, name),
    ...attributes,
    feed: about,
    ...(nextAt !== null && {
      nextPk: indexPks.next(site),
      nextSk: indexSk(nextAt, "FEED", name),
    }),
  };
};

const fromItem = (item: Item): StoredFeed => ({
  feed: { name: idInKey(item.sk, 1), ...(item.feed as Omit<Feed, "name">) },
  profile: item.profile as StoredFeed["profile"],
  tokens: item.tokens as StoredFeedToken[],
  ...(item.settingsVersion !== undefined && { settingsVersion: item.settingsVersion as number }),
  ...(item.metStatuses !== undefined && { metStatuses: item.metStatuses as string[] }),
  ...(item.mapping !== undefined && { mapping: item.mapping as StatusMapping }),
  ...(item.alarm !== undefined && { alarm: item.alarm as FeedAlarm }),
  nextAt: item.nextSk === undefined ? null : idInKey(item.nextSk as string, 0),
  version: item.version as number,
});
