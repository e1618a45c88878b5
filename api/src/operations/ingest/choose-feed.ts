import type { Readable } from "node:stream";
import {
  createFactsReader,
  type FileItem,
  type ReadFactsOptions,
} from "@throughline/shared/csv/read-facts.ts";
import { LONGEST_ROW } from "@throughline/shared/csv/read-rows.ts";
import { type FileKind, fileKinds } from "@throughline/shared/feed.ts";
import { defaultFeedProfile, type FeedProfile } from "@throughline/shared/feed-profile.ts";
import type { OperationDeps } from "../../deps.ts";
import type { StoredFeed } from "../../store/clinical/feeds.ts";
import { profileOf } from "./profile-of.ts";

/** A feed, and how its files are written. */
export interface ChosenFeed {
  /** Undefined where the feed is not there yet. */
  stored: StoredFeed | undefined;
  /** Null where neither a name nor the header tells. */
  name: string | null;
  profile: FeedProfile;
}

/**
 * The feed of a file: the one that was named, else the one that is called like the kind which the
 * header has when it is read as that feed's files are written.
 */
export const chooseFeed = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  named: string | null,
  readHead: () => Promise<Readable | undefined>,
  options: Omit<ReadFactsOptions, "profile">,
): Promise<ChosenFeed> => {
  const { feeds } = store.clinical;
  if (named !== null) {
    const stored = await feeds.get(site, named, { consistent: true });
    return { stored, name: named, profile: profileOf(stored) };
  }
  const head = await readBytes(await readHead());
  for (const kind of fileKinds) {
    const stored = await feeds.get(site, kind, { consistent: true });
    const profile = profileOf(stored);
    if (kindOf(head, { ...options, profile }) === kind) return { stored, name: kind, profile };
  }
  return { stored: undefined, name: null, profile: defaultFeedProfile };
};

/** A header is a row, and no longer than one may be. */
export const HEAD_BYTES = LONGEST_ROW;

const readBytes = async (stream: Readable | undefined): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of stream ?? []) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
};

/** Almost every header ends before this: what stands behind it is not read in vain. */
const HEAD_PIECE = 4_096;

const kindOf = (head: Buffer, options: ReadFactsOptions): FileKind | undefined => {
  const reader = createFactsReader({ ...options, profile: { ...options.profile, asOf: null } });
  const kindIn = (items: readonly FileItem[]) => {
    for (const item of items) if (item.type === "header") return item.header.kind;
    return undefined;
  };
  for (let from = 0; from < head.length && !reader.ended; from += HEAD_PIECE) {
    const kind = kindIn(reader.push(head.subarray(from, from + HEAD_PIECE)));
    if (kind) return kind;
  }
  return head.length < HEAD_BYTES ? kindIn(reader.end()) : undefined;
};
