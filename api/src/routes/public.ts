import type { Health } from "@throughline/shared/api.ts";
import { type PushResponse, pushRequestSchema } from "@throughline/shared/journal.ts";
import { Hono } from "hono";
import type { Deps } from "../deps.ts";
import { readGuide } from "../operations/read-guide.ts";
import { recordEvents } from "../operations/record-events.ts";
import { recordTabletReport } from "../operations/record-tablet-report.ts";
import { siteCode } from "../operations/site-settings.ts";
import { createRateLimit } from "../rate-limit.ts";
import { limitBody, parse, readJson, sendJson } from "./json.ts";
import { hasSession } from "./staff-gate.ts";

const GUIDE_MAX_AGE_SECONDS = 300;

/** What anybody may ask: nothing here reads or writes anything personal. */
export const createPublicRoutes = (deps: Deps) => {
  const routes = new Hono();
  const limits = createRateLimit(deps.now);

  routes.get("/health", (c) =>
    sendJson(c, {
      status: "ok",
      version: deps.version,
      now: new Date(deps.now()).toISOString(),
    } satisfies Health),
  );

  routes.use("/public/*", async (c, next) => {
    limits.admitRequest(deps.addressOf(c));
    await next();
  });

  routes.get("/public/sites/:site/guide", async (c) => {
    const guide = await readGuide(deps, siteCode(c.req.param("site")));
    c.header("cache-control", `max-age=${GUIDE_MAX_AGE_SECONDS}`);
    return sendJson(c, guide);
  });

  routes.post("/public/sites/:site/scans", limitBody, async (c) => {
    const site = siteCode(c.req.param("site"));
    const request = parse(pushRequestSchema, await readJson(c));
    const visitIds = request.entries.map(({ body }) => body.visitId);
    limits.admitEntries(deps.addressOf(c), site, visitIds);
    const receivedMs = c.get("receivedMs");
    const isStaff = hasSession(c, deps.staff);
    // A tablet records for patients, so being signed in makes its scans no tests.
    const test = isStaff && !request.tablet;
    const response = await recordEvents(deps, { site, request, receivedMs, test });
    if (!request.tablet) return sendJson(c, response);
    if (isStaff) await recordTabletReport(deps, { site, request, response });
    return sendJson(c, { ...response, tabletReported: isStaff } satisfies PushResponse);
  });

  return routes;
};
