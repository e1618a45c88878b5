import { AppError } from "@throughline/shared/errors.ts";
import type { Context, MiddlewareHandler } from "hono";
import { getCookie } from "hono/cookie";
import type { Deps } from "../deps.ts";
import { SESSION_COOKIE, type StaffAccess, TOKEN_HEADER } from "../staff-access.ts";
import { hasRoute } from "./pattern.ts";

declare module "hono" {
  interface ContextVariableMap {
    /** Who asks, by a name that opens nothing; set behind the gate. */
    who: string;
  }
}

/** Whether the browser that asks is signed in as staff. */
export const hasSession = (c: Context, staff: StaffAccess): boolean =>
  staff.isSession(getCookie(c, SESSION_COOKIE));

/**
 * Lets staff pass: a script by its token, a browser by its session. A browser's change must come
 * from our own pages, because a browser sends the session along for any page.
 */
export const requireStaff =
  ({ staff, publicUrl }: Pick<Deps, "staff" | "publicUrl">): MiddlewareHandler =>
  async (c, next) => {
    // An unknown route is said to be unknown to everybody.
    if (!hasRoute(c)) return next();
    c.set("who", admitStaff(c, { staff, publicUrl }, !isRead(c)));
    return next();
  };

/**
 * Who of the staff asks, by a name that opens nothing. Throws `UNAUTHENTICATED`, or `FORBIDDEN` for
 * a browser on a page of others where it must be on one of our own.
 */
export const admitStaff = (
  c: Context,
  { staff, publicUrl }: Pick<Deps, "staff" | "publicUrl">,
  fromOwnPage: boolean,
): string => {
  if (staff.isToken(c.req.header(TOKEN_HEADER))) return "script";
  const session = staff.nameSession(getCookie(c, SESSION_COOKIE));
  if (session === null) throw new AppError("UNAUTHENTICATED");
  if (fromOwnPage && !isOwnPage(c, publicUrl())) throw new AppError("FORBIDDEN");
  return session;
};

/** Lets scripts alone pass. */
export const requireToken =
  ({ staff }: Pick<Deps, "staff">): MiddlewareHandler =>
  async (c, next) => {
    if (!staff.isToken(c.req.header(TOKEN_HEADER))) throw new AppError("FORBIDDEN");
    return next();
  };

const isRead = (c: Context) => c.req.method === "GET" || c.req.method === "HEAD";

const isOwnPage = (c: Context, publicUrl: string) => {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined) return site === "same-origin";
  const origin = c.req.header("origin");
  if (origin === undefined || !URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  // By host alone: in front of us TLS may have ended, so that our own scheme differs.
  return host === new URL(c.req.url).host || host === new URL(publicUrl).host;
};
