import {
  type AttendanceResponse,
  putAttendanceSchema,
  putSettingsSchema,
  type SettingsResponse,
} from "@throughline/shared/api.ts";
import type { StoredSettings } from "@throughline/shared/site.ts";
import { Hono } from "hono";
import type { Deps } from "../deps.ts";
import { listSites } from "../operations/list-sites.ts";
import { saveSettings } from "../operations/save-settings.ts";
import { setAttendance } from "../operations/set-attendance.ts";
import { requireSettings, siteCode } from "../operations/site-settings.ts";
import { limitBody, parse, readJson, sendJson } from "./json.ts";
import { dayParamSchema, daysSchema } from "./queries.ts";

/** Sites, their settings and their attendance. */
export const createSiteRoutes = (deps: Deps) => {
  const routes = new Hono();
  const { store } = deps;

  const settingsResponse = async (
    site: string,
    { version, ...settings }: StoredSettings,
  ): Promise<SettingsResponse> => ({
    site,
    version,
    settings,
    usedStations: await store.usedStations.list(site),
    publicUrl: deps.publicUrl(),
  });

  routes.get("/sites", async (c) => sendJson(c, await listSites(deps)));

  routes.get("/sites/:site/settings", async (c) => {
    const site = siteCode(c.req.param("site"));
    return sendJson(c, await settingsResponse(site, await requireSettings(store, site)));
  });

  routes.put("/sites/:site/settings", limitBody, async (c) => {
    const site = siteCode(c.req.param("site"));
    const { version, settings } = parse(putSettingsSchema, await readJson(c));
    const saved = await saveSettings(deps, site, version, settings);
    return sendJson(c, await settingsResponse(site, saved));
  });

  routes.get("/sites/:site/attendance", async (c) => {
    const site = siteCode(c.req.param("site"));
    const { from, to } = parse(daysSchema, c.req.query());
    await requireSettings(store, site);
    const attendance = await store.attendance.readRange(site, from, to);
    return sendJson(c, { attendance } satisfies AttendanceResponse);
  });

  routes.put("/sites/:site/attendance/:day", limitBody, async (c) => {
    const site = siteCode(c.req.param("site"));
    const { day } = parse(dayParamSchema, c.req.param());
    const { people } = parse(putAttendanceSchema, await readJson(c));
    await setAttendance(deps, site, day, people);
    const attendance = people === null ? [] : [{ day, people }];
    return sendJson(c, { attendance } satisfies AttendanceResponse);
  });

  return routes;
};
