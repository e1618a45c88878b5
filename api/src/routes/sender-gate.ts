import { AppError } from "@throughline/shared/errors.ts";
import type { MiddlewareHandler } from "hono";
import type { Deps } from "../deps.ts";
import { type FeedToken, findFeedToken } from "../operations/ingest/feed-tokens.ts";
import { siteOf } from "./queries.ts";
import { requireStaff } from "./staff-gate.ts";

declare module "hono" {
  interface ContextVariableMap {
    /** What a system that sends files showed; undefined for staff. */
    feedToken: FeedToken | undefined;
  }
}

/** Lets staff pass, and whoever shows a token of a feed, for that token's site alone. */
export const requireSender = (
  deps: Pick<Deps, "staff" | "publicUrl" | "store">,
): MiddlewareHandler => {
  const staffGate = requireStaff(deps);
  return async (c, next) => {
    const bearer = /^Bearer (\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    if (bearer === undefined) return staffGate(c, next);
    const token = await findFeedToken(deps, bearer);
    if (!token) throw new AppError("UNAUTHENTICATED");
    if (c.req.query("site") !== undefined && siteOf(c) !== token.site) {
      throw new AppError("FORBIDDEN");
    }
    c.set("feedToken", token);
    c.set("who", `token ${token.feed} ${token.id}`);
    return next();
  };
};
