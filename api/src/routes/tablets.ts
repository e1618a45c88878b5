import { putTabletSchema, type TabletsResponse } from "@throughline/shared/api.ts";
import { uuidSchema } from "@throughline/shared/instant.ts";
import { Hono } from "hono";
import * as z from "zod/mini";
import type { Deps } from "../deps.ts";
import { retireTablet } from "../operations/retire-tablet.ts";
import { requireSettings, siteCode } from "../operations/site-settings.ts";
import { limitBody, parse, readJson, sendJson } from "./json.ts";

const tabletParamSchema = z.object({ id: uuidSchema });

/** The tablets at a site's stations. */
export const createTabletRoutes = (deps: Deps) => {
  const routes = new Hono();

  routes.get("/sites/:site/tablets", async (c) => {
    const site = siteCode(c.req.param("site"));
    await requireSettings(deps.store, site);
    const { tablets } = await deps.store.siteMarks.read(site);
    return sendJson(c, { tablets } satisfies TabletsResponse);
  });

  routes.put("/sites/:site/tablets/:id", limitBody, async (c) => {
    const site = siteCode(c.req.param("site"));
    const { id } = parse(tabletParamSchema, c.req.param());
    const { retired } = parse(putTabletSchema, await readJson(c));
    return sendJson(c, await retireTablet(deps, site, id, retired));
  });

  return routes;
};
