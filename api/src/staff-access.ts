import { createHmac } from "node:crypto";
import { hashOfSecret, isSameText } from "./secret-text.ts";

/** Who counts as staff until real identity comes: one-time links, sessions, and a script's token. */
export interface StaffAccess {
  /** A new one-time link's token, good for 24 hours or until this process ends. */
  issueLink(): { token: string; expiresMs: number };
  /** Uses a link up: a session to be set as a cookie, or null for a used, old or unknown link. */
  redeemLink(token: string): string | null;
  isSession(cookie: string | undefined): boolean;
  /** A session by a name of its own that opens nothing; null for what is no session. */
  nameSession(cookie: string | undefined): string | null;
  /** Whether a script showed the token of the data folder. */
  isToken(token: string | undefined): boolean;
}

export const SESSION_COOKIE = "throughline_session";
export const SESSION_SECONDS = 30 * 86_400;
export const TOKEN_HEADER = "x-throughline-token";
const LINK_MS = 86_400_000;
const MAX_OPEN_LINKS = 1_000;

/**
 * Sessions are stateless (`v1.<expiry, epoch ms>.<HMAC>`) and survive a restart; links are kept in
 * memory, as hashes. `randomToken` gives at least 128 bits of text that is safe in an address.
 */
export const createStaffAccess = ({
  secret,
  token,
  now,
  randomToken,
}: {
  /** At least 32 bytes, kept by the data folder's owner alone. */
  secret: string | Uint8Array;
  token: string;
  now: () => number;
  randomToken: () => string;
}): StaffAccess => {
  const openLinks = new Map<string, number>();
  const sign = (text: string) => createHmac("sha256", secret).update(text).digest("base64url");

  const isSession = (cookie: string | undefined): cookie is string => {
    const parts = /^(v1\.(\d{1,16}))\.([\w-]{43})$/.exec(cookie ?? "");
    if (!parts) return false;
    const [, claim = "", expiresMs, signature = ""] = parts;
    return isSameText(signature, sign(claim)) && now() < Number(expiresMs);
  };

  return {
    isSession,

    nameSession: (cookie) =>
      isSession(cookie) ? `session-${sign(`name of ${cookie}`).slice(0, 12)}` : null,

    issueLink() {
      const link = randomToken();
      const expiresMs = now() + LINK_MS;
      for (const [hash, until] of openLinks) if (until <= now()) openLinks.delete(hash);
      const [oldest] = openLinks.keys();
      if (openLinks.size >= MAX_OPEN_LINKS && oldest !== undefined) openLinks.delete(oldest);
      openLinks.set(hashOfSecret(link), expiresMs);
      return { token: link, expiresMs };
    },

    redeemLink(link) {
      const hash = hashOfSecret(link);
      const until = openLinks.get(hash);
      openLinks.delete(hash);
      if (until === undefined || until <= now()) return null;
      const claim = `v1.${now() + SESSION_SECONDS * 1000}`;
      return `${claim}.${sign(claim)}`;
    },

    isToken: (shown) => shown !== undefined && isSameText(shown, token),
  };
};
