import { createHash, timingSafeEqual } from "node:crypto";

/** What is kept of a secret that only its owner knows; SHA-256 suits secrets of 128 random bits. */
export const hashOfSecret = (text: string): string =>
  createHash("sha256").update(text).digest("base64url");

/** Compares in a time that tells nothing of either text. */
export const isSameText = (left: string, right: string): boolean =>
  timingSafeEqual(Buffer.from(hashOfSecret(left)), Buffer.from(hashOfSecret(right)));
