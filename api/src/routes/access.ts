import type { AccessLog } from "@throughline/shared/access.ts";
import { Hono } from "hono";
import * as z from "zod/mini";
import type { Deps } from "../deps.ts";
import { requireSettings } from "../operations/site-settings.ts";
import { openCursor, sealCursor } from "../operations/ward/sealed-cursor.ts";
import { parse, sendJson } from "./json.ts";
import { noteAccess } from "./note-access.ts";
import { calendarDaySchema, siteOf } from "./queries.ts";

const A_PAGE = 200;
const querySchema = z.object({ day: calendarDaySchema, cursor: z.optional(z.string()) });

/** Who was told of whom. */
export const createAccessRoutes = (deps: Deps) => {
  const routes = new Hono();

  routes.get("/access-log", async (c) => {
    const site = siteOf(c);
    const { day, cursor } = parse(querySchema, c.req.query());
    await requireSettings(deps.store, site);
    const list = { site, list: `access-log ${day}` };
    const after = cursor === undefined ? undefined : openCursor<string>(deps, list, cursor);
    const { accesses, next } = await deps.store.clinical.accessLog.list(site, day, {
      limit: A_PAGE,
      after,
    });
    await noteAccess(c, deps, site, { count: accesses.length });
    return sendJson(c, {
      entries: accesses,
      cursor: next === undefined ? null : sealCursor(deps, list, next),
    } satisfies AccessLog);
  });

  return routes;
};
