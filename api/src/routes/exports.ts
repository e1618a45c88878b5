import { type Context, Hono } from "hono";
import type { Deps } from "../deps.ts";
import { exportDays } from "../operations/export-days.ts";
import { exportEvents } from "../operations/export-events.ts";
import { exportWide } from "../operations/export-wide.ts";
import { exportXes } from "../operations/export-xes.ts";
import { siteCode } from "../operations/site-settings.ts";
import { sendFile } from "./download.ts";
import { parse } from "./json.ts";
import { daysSchema, fullSchema } from "./queries.ts";

/** The files that a range of days can be taken away as, each written while it is read. */
export const createExportRoutes = (deps: Deps) => {
  const routes = new Hono();

  const readRequest = (c: Context) => {
    const site = siteCode(c.req.param("site") ?? "");
    const range = parse(daysSchema, c.req.query());
    return { site, range, name: `throughline-${site}-${range.from}-${range.to}` as const };
  };

  routes.get("/sites/:site/export.csv", async (c) => {
    const { site, range, name } = readRequest(c);
    return sendFile(c, `${name}.csv`, await exportWide(deps, site, range), deps.log);
  });

  routes.get("/sites/:site/events.csv", async (c) => {
    const { site, range, name } = readRequest(c);
    return sendFile(c, `${name}-events.csv`, await exportEvents(deps, site, range), deps.log);
  });

  routes.get("/sites/:site/xes", async (c) => {
    const { site, range, name } = readRequest(c);
    return sendFile(c, `${name}.xes`, await exportXes(deps, site, range), deps.log);
  });

  routes.get("/sites/:site/days.json", async (c) => {
    const { site, range, name } = readRequest(c);
    const { full } = parse(fullSchema, c.req.query());
    const pieces = await exportDays(deps, site, range, { full: full === "true" });
    return sendFile(c, `${name}-days.json`, pieces, deps.log);
  });

  return routes;
};
