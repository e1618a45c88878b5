import type { MiddlewareHandler } from "hono";
import type { Deps } from "../deps.ts";
import { patternOf } from "./pattern.ts";

declare module "hono" {
  interface ContextVariableMap {
    /** When the request arrived (epoch ms), before its body was read. */
    receivedMs: number;
  }
}

/** Stamps the arrival and writes one line per request: never its path, query or address. */
export const logRequests =
  ({ now, log }: Pick<Deps, "now" | "log">): MiddlewareHandler =>
  async (c, next) => {
    const receivedMs = now();
    c.set("receivedMs", receivedMs);
    await next();
    log("request", {
      method: c.req.method,
      route: patternOf(c),
      status: c.res.status,
      ms: now() - receivedMs,
    });
  };

export const contentSecurityPolicy =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const headers: Readonly<Record<string, string>> = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(self), geolocation=(), microphone=()",
};

/** What every answer carries, unless its route says otherwise. */
export const secureResponses: MiddlewareHandler = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(headers)) {
    if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  }
};

/** Nothing of the API is kept by caches unless its route says so. */
export const keepOutOfCaches: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
};
