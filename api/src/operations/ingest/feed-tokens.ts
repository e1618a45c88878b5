import { AppError } from "@throughline/shared/errors.ts";
import { fileKindSchema } from "@throughline/shared/feed.ts";
import { CODE_PATTERN } from "@throughline/shared/station-code.ts";
import type { NewFeedToken } from "@throughline/shared/upload-api.ts";
import type { OperationDeps } from "../../deps.ts";
import { hashOfSecret, isSameText } from "../../secret-text.ts";
import type { StoredFeed } from "../../store/clinical/feeds.ts";
import { requireSettings } from "../site-settings.ts";
import { newFeed } from "./new-feed.ts";

/** Who holds a token may announce files of one feed, and read what became of that feed's files. */
export interface FeedToken {
  site: string;
  feed: string;
  id: string;
}

const PREFIX = "tlu";
const MOST_TOKENS = 50;

type TokenDeps = Pick<OperationDeps, "store" | "now" | "randomId">;

/** A new token of a feed; it is known to whoever gets this answer and is nowhere kept. */
export const createFeedToken = async (
  deps: TokenDeps,
  site: string,
  name: string,
): Promise<NewFeedToken> => {
  await requireSettings(deps.store, site);
  const id = deps.randomId().slice(0, 8);
  const token = [PREFIX, site, name, id, deps.randomId()].join(".");
  const createdAt = new Date(deps.now()).toISOString();
  await changeFeed(deps, site, name, (feed) => {
    if (feed.tokens.length >= MOST_TOKENS) {
      throw new AppError("BAD_REQUEST", {
        details: { field: "", problem: `${MOST_TOKENS} tokens at most: revoke one` },
      });
    }
    return [...feed.tokens, { id, createdAt, hash: hashOfSecret(token) }];
  });
  return { id, createdAt, usedAt: null, token };
};

/** From now on nothing is done for who shows this token. Throws `NOT_FOUND`. */
export const revokeFeedToken = async (
  deps: TokenDeps,
  site: string,
  name: string,
  id: string,
): Promise<void> => {
  await requireSettings(deps.store, site);
  await changeFeed(deps, site, name, ({ tokens }) => {
    if (!tokens.some((token) => token.id === id)) throw new AppError("NOT_FOUND");
    return tokens.filter((token) => token.id !== id);
  });
};

/** Whose token somebody shows; undefined for one that is unknown or revoked. */
export const findFeedToken = async (
  { store }: Pick<OperationDeps, "store">,
  shown: string,
): Promise<FeedToken | undefined> => {
  const [prefix, site = "", feed = "", id = "", ...rest] = shown.split(".");
  if (prefix !== PREFIX || !CODE_PATTERN.test(site) || !CODE_PATTERN.test(feed)) return undefined;
  if (rest.length !== 1) return undefined;
  const stored = await store.clinical.feeds.get(site, feed, { consistent: true });
  const token = stored?.tokens.find((known) => known.id === id);
  return token && isSameText(token.hash, hashOfSecret(shown)) ? { site, feed, id } : undefined;
};

/** Whether what was announced with a token may still be sent: not once it is revoked. */
export const isTokenGood = async (
  { store }: Pick<OperationDeps, "store">,
  { site, feed, id }: FeedToken,
): Promise<boolean> => {
  const stored = await store.clinical.feeds.get(site, feed, { consistent: true });
  return stored?.tokens.some((known) => known.id === id) ?? false;
};

/** Takes note of when a token was last used; a revoked one has no such time. */
export const noteTokenUse = (
  deps: Pick<OperationDeps, "store" | "now">,
  { site, feed, id }: FeedToken,
): Promise<void> => {
  const usedAt = new Date(deps.now()).toISOString();
  return changeFeed(deps, site, feed, ({ tokens }) =>
    tokens.map((token) => (token.id === id ? { ...token, usedAt } : token)),
  );
};

const changeFeed = async (
  deps: Pick<OperationDeps, "store" | "now">,
  site: string,
  name: string,
  change: (feed: StoredFeed) => StoredFeed["tokens"],
): Promise<void> => {
  const { feeds } = deps.store.clinical;
  for (;;) {
    const feed = (await feeds.get(site, name, { consistent: true })) ?? usualFeed(deps, name);
    if (!feed) throw new AppError("NOT_FOUND");
    const saved = await feeds.save(site, { ...feed, tokens: change(feed) });
    if (saved !== "conflict") return;
  }
};

/** The feed that a kind of files has where nobody has made one; undefined for any other name. */
const usualFeed = ({ now }: Pick<OperationDeps, "now">, name: string): StoredFeed | undefined => {
  const kind = fileKindSchema.safeParse(name);
  return kind.success ? newFeed(name, kind.data, now()) : undefined;
};
