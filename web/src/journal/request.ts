import { REQUEST_TIMEOUT_MS } from "@throughline/shared/clock-correction.ts";
import type { After, Gzip } from "./environment.ts";

/** What came of a request. A refusal of any kind is a value, never a throw. */
export type Answer<T> =
  | { ok: true; status: number; value: T }
  | {
      ok: false;
      /** The HTTP status, or 0 when no answer came. */
      status: number;
      /**
       * The server's own code, or `NO_CONNECTION`, `TIMED_OUT`, `CANCELLED`, or `NOT_OURS` for an
       * answer that is not the product's (a captive portal, a proxy's page).
       */
      code: string;
      /** A sentence by the server, where it sent one. */
      message?: string;
      /** The server's details, for `BAD_REQUEST` `{ field, problem }`. */
      details?: Record<string, unknown>;
      /** Seconds to stay away, where the server asked for that. */
      retryAfterSeconds?: number;
    };

export interface RequestOptions<T> {
  /** GET without a body and POST with one, unless given. */
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Sent as JSON. */
  body?: unknown;
  /** Makes the answer's JSON a value; what it throws on or returns undefined for is `NOT_OURS`. */
  read: (json: unknown) => T | undefined;
  /** Lets the request outlive its page; the body must be small (`MAX_KEEPALIVE_BYTES`). */
  keepalive?: boolean;
  timeoutMs?: number;
  signal?: AbortSignal;
  /** The network and the timer; the browser's own unless given. */
  fetch?: typeof globalThis.fetch;
  after?: After;
  /** Packs a body for which that pays; nothing is packed unless given. */
  gzip?: Gzip | undefined;
}

/** A smaller body leaves in one packet anyway. */
const MIN_GZIP_BYTES = 1_024;
const MAX_RETRY_AFTER_SECONDS = 3_600;

/**
 * The one way to the server. Sends JSON, gives up after 15 s, and adds `x-amz-content-sha256` (hex
 * SHA-256 of the bytes sent), which a content delivery network in front of the API asks for, where
 * the browser can compute it.
 */
export const request = async <T>(url: string, options: RequestOptions<T>): Promise<Answer<T>> => {
  const { body, read, keepalive, signal, timeoutMs = REQUEST_TIMEOUT_MS } = options;
  const send = options.fetch ?? globalThis.fetch.bind(globalThis);
  const headers: Record<string, string> = { accept: "application/json" };
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  if (body !== undefined) {
    bytes = new TextEncoder().encode(JSON.stringify(body));
    headers["content-type"] = "application/json";
    if (options.gzip && bytes.length >= MIN_GZIP_BYTES) {
      bytes = await options.gzip(bytes);
      headers["content-encoding"] = "gzip";
    }
    const hash = await sha256(bytes);
    if (hash) headers["x-amz-content-sha256"] = hash;
  }

  const controller = new AbortController();
  let timedOut = false;
  const cancel = () => controller.abort();
  const callOff = (options.after ?? afterTimeout)(timeoutMs, () => {
    timedOut = true;
    cancel();
  });
  signal?.addEventListener("abort", cancel);
  if (signal?.aborted) cancel();
  try {
    const response = await send(url, {
      method: options.method ?? (bytes ? "POST" : "GET"),
      headers,
      ...(bytes && { body: bytes }),
      ...(keepalive && { keepalive }),
      credentials: "same-origin",
      signal: controller.signal,
    });
    const json: unknown = await response.json().catch((problem: unknown) => {
      if (controller.signal.aborted) throw problem;
      return undefined;
    });
    return response.ok ? accepted(response, json, read) : refused(response, json);
  } catch {
    const code = timedOut ? "TIMED_OUT" : signal?.aborted ? "CANCELLED" : "NO_CONNECTION";
    return { ok: false, status: 0, code };
  } finally {
    callOff();
    signal?.removeEventListener("abort", cancel);
  }
};

const afterTimeout: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

const accepted = <T>(
  { status }: Response,
  json: unknown,
  read: RequestOptions<T>["read"],
): Answer<T> => {
  const notOurs = { ok: false, status, code: "NOT_OURS" } as const;
  try {
    const value = read(json);
    return value === undefined ? notOurs : { ok: true, status, value };
  } catch {
    return notOurs;
  }
};

const refused = (response: Response, json: unknown): Answer<never> => {
  const error = (json as { error?: Record<string, unknown> } | null | undefined)?.error;
  const code = error?.code;
  const message = error?.message;
  const details = error?.details;
  const wait = Number(response.headers.get("retry-after"));
  return {
    ok: false,
    status: response.status,
    code: typeof code === "string" ? code : "NOT_OURS",
    ...(typeof message === "string" && { message }),
    ...(typeof details === "object" && details && { details: { ...details } }),
    ...(wait > 0 && { retryAfterSeconds: Math.min(wait, MAX_RETRY_AFTER_SECONDS) }),
  };
};

/** Undefined where the page is no secure context. */
const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> => {
  if (!globalThis.crypto?.subtle) return undefined;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
};
