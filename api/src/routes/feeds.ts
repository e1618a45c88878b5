import {
  type Feeds,
  type ListedFeed,
  previewFeedSchema,
  putFeedSchema,
} from "@throughline/shared/upload-api.ts";
import { Hono } from "hono";
import type { Deps } from "../deps.ts";
import { listFeeds } from "../operations/ingest/list-feeds.ts";
import { previewFeed } from "../operations/ingest/preview-feed.ts";
import { saveFeed } from "../operations/ingest/save-feed.ts";
import { limitBody, parse, readJson, sendJson } from "./json.ts";
import { feedOf, siteOf } from "./queries.ts";

/** The sources of files: how they write, and whether their silence is an alarm. */
export const createFeedRoutes = (deps: Deps) => {
  const routes = new Hono();

  routes.get("/feeds", async (c) =>
    sendJson(c, { feeds: await listFeeds(deps, siteOf(c)) } satisfies Feeds),
  );

  routes.post("/feeds/preview", limitBody, async (c) => {
    const request = parse(previewFeedSchema, await readJson(c));
    return sendJson(c, await previewFeed(deps, siteOf(c), request));
  });

  routes.put("/feeds/:name", limitBody, async (c) => {
    const request = parse(putFeedSchema, await readJson(c));
    const saved: ListedFeed = await saveFeed(deps, siteOf(c), feedOf(c), request);
    return sendJson(c, saved);
  });

  return routes;
};
