import {
  previewWardSettingsSchema,
  putWardSettingsSchema,
  type SettingsPreview,
  type TriedChannels,
  tryChannelsSchema,
  type WardSettingsResponse,
} from "@throughline/shared/ward-api.ts";
import { Hono } from "hono";
import type { Deps } from "../deps.ts";
import { previewWardSettings } from "../operations/ward/preview-ward-settings.ts";
import { readWardSettings } from "../operations/ward/read-ward-settings.ts";
import { saveWardSettings } from "../operations/ward/save-ward-settings.ts";
import { tryChannels } from "../operations/ward/try-channels.ts";
import { limitBody, parse, readJson, sendJson } from "./json.ts";
import { noteAccess } from "./note-access.ts";
import { siteOf } from "./queries.ts";

/** The rules of the wards: thresholds, what counts, channels and staff. */
export const createWardSettingsRoutes = (deps: Deps) => {
  const routes = new Hono();

  routes.get("/ward-settings", async (c) => {
    const answer: WardSettingsResponse = await readWardSettings(deps, siteOf(c));
    return sendJson(c, answer);
  });

  routes.put("/ward-settings", limitBody, async (c) => {
    const { version, settings } = parse(putWardSettingsSchema, await readJson(c));
    const saved: WardSettingsResponse = await saveWardSettings(deps, siteOf(c), version, settings);
    return sendJson(c, saved);
  });

  routes.post("/ward-settings/preview", limitBody, async (c) => {
    const site = siteOf(c);
    const { settings } = parse(previewWardSettingsSchema, await readJson(c));
    const preview: SettingsPreview = await previewWardSettings(deps, site, settings);
    const count = preview.opens.first.length + preview.closes.first.length;
    await noteAccess(c, deps, site, { count });
    return sendJson(c, preview);
  });

  routes.post("/ward-settings/try-channels", limitBody, async (c) => {
    const channels = parse(tryChannelsSchema, await readJson(c));
    const answer: TriedChannels = await tryChannels(deps, siteOf(c), channels);
    return sendJson(c, answer);
  });

  return routes;
};
