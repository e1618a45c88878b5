import type { Context } from "hono";
import type { Log } from "./log.ts";
import type { Notify, Push, Realtime } from "./outlets.ts";
import type { StaffAccess } from "./staff-access.ts";
import type { Store } from "./store/create-store.ts";
import type { Objects } from "./store/objects.ts";

/** Everything from outside that the app and its operations use. An entry makes it once. */
export interface Deps {
  store: Store;
  /** Epoch ms. */
  now(): number;
  log: Log;
  staff: StaffAccess;
  /** The address that posters and links carry, without a slash at its end. */
  publicUrl(): string;
  /**
   * A keyed hash, at least 32 hex digits: the same for the same site and text, and nobody without
   * the key can tell what the text was.
   */
  hashCase(site: string, text: string): string;
  /** 128 random bits as 32 hex digits. */
  randomId(): string;
  /** The network address that a request came from; see `createAddressOf`. */
  addressOf(c: Context): string;
  /** Whether nobody on the way can read what this connection carries: personal data goes by it. */
  isPrivate(c: Context): boolean;
  version: string;
  /** Files as they came. */
  objects: Objects;
  signUpload: SignUpload;
  /** The most that a file may have. */
  maxUploadBytes: number;
  realtime: Realtime;
  push: Push;
  notify: Notify;
}

/**
 * Makes an address that takes exactly `size` bytes for an object that is new, once, until it
 * expires, with no sign-in beside. `origin` is the address at which it was asked for.
 */
export type SignUpload = (upload: {
  site: string;
  fileId: string;
  key: string;
  size: number;
  expiresMs: number;
  origin: string;
}) => Promise<{ url: string; headers: Record<string, string> }>;

/** What an operation uses of it. */
export type OperationDeps = Pick<
  Deps,
  | "store"
  | "objects"
  | "maxUploadBytes"
  | "now"
  | "log"
  | "publicUrl"
  | "hashCase"
  | "randomId"
  | "realtime"
  | "push"
  | "notify"
>;
