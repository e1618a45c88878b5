import type { AlertFigures } from "@throughline/shared/ward-api.ts";
import { Hono } from "hono";
import type { Deps } from "../deps.ts";
import { readAlertFigures } from "../operations/ward/read-alert-figures.ts";
import { parse, sendJson } from "./json.ts";
import { daysSchema, siteOf } from "./queries.ts";

/** How many alerts there were, and how long they waited: of nobody by name. */
export const createAlertFigureRoutes = (deps: Deps) => {
  const routes = new Hono();

  routes.get("/alerts/figures", async (c) => {
    const days = parse(daysSchema, c.req.query());
    const answer: AlertFigures = await readAlertFigures(deps, siteOf(c), days);
    return sendJson(c, answer);
  });

  return routes;
};
