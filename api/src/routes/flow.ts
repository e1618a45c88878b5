import { flowFilterQuerySchema } from "@throughline/shared/flow-filter.ts";
import { Hono } from "hono";
import type { Deps } from "../deps.ts";
import { importEventLog } from "../operations/import-event-log.ts";
import { readDay } from "../operations/read-day.ts";
import { readLive } from "../operations/read-live.ts";
import { readRange } from "../operations/read-range.ts";
import { requireSettings, siteCode } from "../operations/site-settings.ts";
import { readEventLog } from "./event-log.ts";
import { limitBody, parse, readJson, sendJson } from "./json.ts";
import { comparisonSchema, dayParamSchema, daysSchema } from "./queries.ts";

/** The figures of days and ranges, and the import of another system's event log. */
export const createFlowRoutes = (deps: Deps) => {
  const routes = new Hono();

  routes.get("/sites/:site/flow/days/:day", async (c) => {
    const site = siteCode(c.req.param("site"));
    const { day } = parse(dayParamSchema, c.req.param());
    const filter = parse(flowFilterQuerySchema, c.req.query());
    return sendJson(c, await readDay(deps, site, day, filter));
  });

  routes.get("/sites/:site/flow", async (c) => {
    const site = siteCode(c.req.param("site"));
    const range = parse(daysSchema, c.req.query());
    const filter = parse(flowFilterQuerySchema, c.req.query());
    const { compareFrom, compareTo } = parse(comparisonSchema, c.req.query());
    const figures = await readRange(deps, site, range, filter);
    if (compareFrom === undefined && compareTo === undefined) return sendJson(c, figures);
    const other = parse(daysSchema, { from: compareFrom, to: compareTo });
    return sendJson(c, { ...figures, compare: await readRange(deps, site, other, filter) });
  });

  routes.get("/sites/:site/flow/live", async (c) => {
    const site = siteCode(c.req.param("site"));
    return sendJson(c, await readLive(deps, site));
  });

  routes.post("/sites/:site/event-log", limitBody, async (c) => {
    const site = siteCode(c.req.param("site"));
    await requireSettings(deps.store, site);
    const { request, rejected } = readEventLog(await readJson(c));
    const answer = await importEventLog(deps, site, request);
    const all = [...rejected, ...answer.rejected].sort((one, other) => one.line - other.line);
    return sendJson(c, { ...answer, rejected: all });
  });

  return routes;
};
