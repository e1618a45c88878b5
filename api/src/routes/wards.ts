import { wardOfKey } from "@throughline/shared/ward.ts";
import type { WardList, WardSnapshot } from "@throughline/shared/ward-api.ts";
import { type WardPushResponse, wardPushRequestSchema } from "@throughline/shared/ward-entry.ts";
import { type Context, Hono } from "hono";
import type { Deps } from "../deps.ts";
import { listWards } from "../operations/ward/list-wards.ts";
import { createPreviousTests } from "../operations/ward/previous-tests.ts";
import { readWard } from "../operations/ward/read-ward.ts";
import { recordWardEntries } from "../operations/ward/record-ward-entries.ts";
import { limitBody, parse, readJson, sendJson } from "./json.ts";
import { noteAccess } from "./note-access.ts";
import { siteOf } from "./queries.ts";

/** The wards as their screens show them, and what these send back. */
export const createWardRoutes = (deps: Deps) => {
  const routes = new Hono();
  const known = { ...deps, previousTests: createPreviousTests(deps) };

  routes.get("/wards", async (c) =>
    sendJson(c, (await listWards(deps, siteOf(c))) satisfies WardList),
  );

  routes.get("/wards/:ward", async (c) => {
    const site = siteOf(c);
    const snapshot: WardSnapshot = await readWard(known, site, wardOfKey(c.req.param("ward")));
    const etag = `"${snapshot.version}"`;
    c.header("etag", etag);
    if (isKnown(c, etag)) {
      // What the screen has is as new as this; it is told of nobody.
      c.header("x-as-of", snapshot.asOf);
      if (snapshot.monitorAt !== null) c.header("x-monitor-at", snapshot.monitorAt);
      return c.body(null, 304);
    }
    const { ward, beds } = snapshot;
    await noteAccess(c, deps, site, { ward: wardOfKey(ward), count: beds.length });
    return sendJson(c, snapshot);
  });

  routes.post("/sync", limitBody, async (c) => {
    const receivedMs = c.get("receivedMs");
    const request = parse(wardPushRequestSchema, await readJson(c));
    const by = c.get("who");
    const answer = await recordWardEntries(deps, { site: siteOf(c), request, receivedMs, by });
    return sendJson(c, answer satisfies WardPushResponse);
  });

  return routes;
};

/** A proxy that compressed an answer may have marked its tag as weak. */
const isKnown = (c: Context, etag: string) =>
  (c.req.header("if-none-match") ?? "")
    .split(",")
    .some((tag) => tag.trim().replace(/^W\//, "") === etag);
