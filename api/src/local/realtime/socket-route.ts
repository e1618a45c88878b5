import { upgradeWebSocket } from "@hono/node-server";
import { AppError } from "@throughline/shared/errors.ts";
import { type Context, Hono } from "hono";
import { getCookie } from "hono/cookie";
import type { WebSocket } from "ws";
import type { Deps } from "../../deps.ts";
import { requireSettings, siteCode } from "../../operations/site-settings.ts";
import { recordAccess } from "../../operations/ward/record-access.ts";
import { answerFailure } from "../../routes/failure.ts";
import { requirePrivate } from "../../routes/private-gate.ts";
import { logRequests } from "../../routes/responses.ts";
import { admitStaff } from "../../routes/staff-gate.ts";
import { SESSION_COOKIE } from "../../staff-access.ts";
import type { Hub, Member, Socket } from "./hub.ts";

/** Where a browser opens its socket; the second stands with the rest of the API. */
export const SOCKET_PATHS = ["/ws", "/api/v1/ws"];

/**
 * Opens sockets for staff: a session on a page of our own, or a script's token. Whoever is refused
 * gets the answer that any route would give.
 */
export const createSocketRoute = (deps: Deps, hub: Hub): Hono => {
  const routes = new Hono();
  routes.onError((error, c) => answerFailure(error, c, deps.log));
  routes.use(logRequests(deps));
  for (const path of SOCKET_PATHS) {
    routes.get(
      path,
      requirePrivate(deps),
      async (c, next) => {
        const who = admitStaff(c, deps, true);
        const site = siteCode(c.req.query("site") ?? "main");
        await requireSettings(deps.store, site);
        if (c.req.header("upgrade")?.toLowerCase() !== "websocket") throw new AppError("NOT_FOUND");
        if (hub.isFull()) throw new AppError("UNAVAILABLE", { retryAfterSeconds: 60 });
        // Its messages say of which patients there is news.
        await recordAccess(deps, site, { by: who, what: `GET ${path}`, count: 0 });
        c.set("who", who);
        c.set("site", site);
        await next();
      },
      upgradeWebSocket((c) => {
        const visitor = { site: c.get("site"), who: c.get("who"), isAllowed: isAllowed(c, deps) };
        let member: Member | undefined;
        return {
          onOpen(_, { raw }) {
            const joined = hub.join(asSocket(raw as WebSocket), visitor);
            member = joined;
            (raw as WebSocket).on("pong", () => joined.pong());
          },
          onMessage: ({ data }) => member?.hear(typeof data === "string" ? data : ""),
          onClose: () => member?.leave(),
          // A broken socket is closed next; there is nothing else to do about it.
          onError: () => member?.leave(),
        };
      }),
    );
  }
  return routes;
};

declare module "hono" {
  interface ContextVariableMap {
    site: string;
  }
}

/** A script's token lasts as long as this process; a session may end, by itself or by its owner. */
const isAllowed = (c: Context, { staff }: Pick<Deps, "staff">) => {
  if (c.get("who") === "script") return () => true;
  const cookie = getCookie(c, SESSION_COOKIE);
  return () => staff.isSession(cookie);
};

const asSocket = (socket: WebSocket): Socket => ({
  send: (text) => socket.send(text),
  ping: () => socket.ping(),
  close: (code, reason) => socket.close(code, reason),
  terminate: () => socket.terminate(),
  waitingBytes: () => socket.bufferedAmount,
});
