import { AppError } from "@throughline/shared/errors.ts";
import {
  type NewFeedToken,
  postUploadSchema,
  type Upload,
  type UploadReport,
  type Uploads,
  uploadsQuerySchema,
} from "@throughline/shared/upload-api.ts";
import { type Context, Hono } from "hono";
import { every } from "hono/combine";
import type { Deps } from "../deps.ts";
import { announceUpload } from "../operations/ingest/announce-upload.ts";
import { createFeedToken, revokeFeedToken } from "../operations/ingest/feed-tokens.ts";
import { readRejectedRows, withRejectedRows } from "../operations/ingest/read-rejected-rows.ts";
import { requireSettings } from "../operations/site-settings.ts";
import { openCursor, sealCursor } from "../operations/ward/sealed-cursor.ts";
import { sendBytes } from "./download.ts";
import { limitBody, parse, readJson, sendJson } from "./json.ts";
import { noteAccess } from "./note-access.ts";
import { requirePrivate } from "./private-gate.ts";
import { feedOf, idOf, siteOf } from "./queries.ts";
import { requireSender } from "./sender-gate.ts";

const FILES_A_PAGE = 50;

/** What a system that sends files may do by its feed's token, and staff too. */
export const createSenderRoutes = (deps: Deps) => {
  const routes = new Hono();
  const gate = every(requireSender(deps), requirePrivate(deps));
  const siteAsked = (c: Context) => c.get("feedToken")?.site ?? siteOf(c);

  routes.post("/uploads", gate, limitBody, async (c) => {
    const upload = parse(postUploadSchema, await readJson(c));
    const answer = await announceUpload(deps, {
      site: siteAsked(c),
      upload,
      token: c.get("feedToken"),
      who: c.get("who"),
      origin: originOf(c, deps.publicUrl()),
    });
    return sendJson(c, answer satisfies Upload, 201);
  });

  routes.get("/uploads/:id", gate, async (c) => {
    const site = siteAsked(c);
    const file = await deps.store.clinical.files.get(site, idOf(c));
    const token = c.get("feedToken");
    // Of another feed's file a token's holder does not even learn that it is there.
    if (!file || (token && file.report.feed !== token.feed)) throw new AppError("NOT_FOUND");
    const report: UploadReport = await withRejectedRows(deps, site, file);
    return sendJson(c, report);
  });

  return routes;
};

/** Files as staff see them, and the tokens that send them. */
export const createUploadRoutes = (deps: Deps) => {
  const routes = new Hono();
  const { store } = deps;

  routes.get("/uploads", async (c) => {
    const site = siteOf(c);
    const { cursor, limit = FILES_A_PAGE } = parse(uploadsQuerySchema, c.req.query());
    await requireSettings(store, site);
    const list = { site, list: "uploads" };
    const after = cursor === undefined ? undefined : openCursor<string>(deps, list, cursor);
    const { files, next } = await store.clinical.files.list(site, { limit, after });
    return sendJson(c, {
      files: files.map(({ report }) => report),
      cursor: next === undefined ? null : sealCursor(deps, list, next),
    } satisfies Uploads);
  });

  routes.get("/uploads/:id/rejected.csv", async (c) => {
    const site = siteOf(c);
    const { name, rows, bytes } = await readRejectedRows(deps, site, idOf(c));
    await noteAccess(c, deps, site, { count: rows });
    // In whatever encoding the file came.
    return sendBytes(c, { name, type: "text/csv" }, bytes, deps.log);
  });

  routes.post("/feeds/:name/tokens", async (c) => {
    const token = await createFeedToken(deps, siteOf(c), feedOf(c));
    return sendJson(c, token satisfies NewFeedToken, 201);
  });

  routes.delete("/feeds/:name/tokens/:id", async (c) => {
    await revokeFeedToken(deps, siteOf(c), feedOf(c), c.req.param("id"));
    return c.body(null, 204);
  });

  return routes;
};

/** The address by which the asker reaches us, and so can send to us. */
const originOf = (c: Context, publicUrl: string): string => {
  const asked = new URL(c.req.url);
  const known = new URL(publicUrl);
  // In front of us TLS may have ended.
  return asked.host === known.host ? known.origin : asked.origin;
};
