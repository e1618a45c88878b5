import type { Session, SignInLink } from "@throughline/shared/api.ts";
import { type Context, Hono } from "hono";
import { deleteCookie, setCookie } from "hono/cookie";
import { html } from "hono/html";
import type { Deps } from "../deps.ts";
import { SESSION_COOKIE, SESSION_SECONDS } from "../staff-access.ts";
import { sendJson } from "./json.ts";
import { plainPage } from "./plain-page.ts";
import { requireToken } from "./staff-gate.ts";

/** The path of a one-time link, to stand after the public address. */
export const signInPath = (token: string): string => `/staff/sign-in/${token}`;

/** The page that a one-time link opens. Answers 200 and moves on: a redirect would lose the cookie. */
export const createSignInPage = ({ staff, publicUrl }: Deps) => {
  const routes = new Hono();
  routes.get("/staff/sign-in/:token", (c) => {
    c.header("cache-control", "no-store");
    // A preview or a prefetch must not use the link up.
    const isRehearsal = c.req.method === "HEAD" || c.req.header("sec-purpose") !== undefined;
    const session = isRehearsal ? null : staff.redeemLink(c.req.param("token"));
    if (session === null) {
      return c.html(plainPage("Sign-in link", usedLinkText()), isRehearsal ? 200 : 401);
    }
    setCookie(c, SESSION_COOKIE, session, {
      httpOnly: true,
      sameSite: "Strict",
      path: "/",
      secure: isSecure(c, publicUrl()),
      maxAge: SESSION_SECONDS,
    });
    const forward = html`<meta http-equiv="refresh" content="0;url=/staff/flow">`;
    return c.html(plainPage("Signed in", signedInText(), forward));
  });
  return routes;
};

/** Sessions and links as the API gives them; behind the gate. */
export const createSessionRoutes = (deps: Deps) => {
  const routes = new Hono();

  routes.get("/session", (c) => sendJson(c, { signedIn: true } satisfies Session));

  routes.post("/sign-out", async (c) => {
    await deps.realtime.hangUp(c.get("who"));
    deleteCookie(c, SESSION_COOKIE, { path: "/", secure: isSecure(c, deps.publicUrl()) });
    return sendJson(c, { signedIn: false } satisfies Session);
  });

  routes.post("/sign-in-links", requireToken(deps), (c) => {
    const { token, expiresMs } = deps.staff.issueLink();
    const link: SignInLink = {
      url: deps.publicUrl() + signInPath(token),
      expiresAt: new Date(expiresMs).toISOString(),
    };
    return sendJson(c, link, 201);
  });

  return routes;
};

/** Whether the browser came by HTTPS: to us, or to the proxy that stands at the public address. */
const isSecure = (c: Context, publicUrl: string) => {
  const asked = new URL(c.req.url);
  const known = new URL(publicUrl);
  return asked.protocol === "https:" || (known.protocol === "https:" && known.host === asked.host);
};

const signedInText = () =>
  html`<h1>You are signed in</h1><p><a href="/staff/flow">Go to the dashboard</a></p>`;

const usedLinkText = () =>
  html`<h1>This link does not work any more</h1>
<p>A sign-in link works once and for 24 hours, and ends when the server restarts.
For a new one run <code>npm run sign-in</code> on the machine that runs Throughline.</p>
<p>Signed in already? <a href="/staff/flow">Go to the dashboard</a></p>`;
