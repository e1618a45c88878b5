import {
  type PutSettings,
  type SettingsResponse,
  settingsResponseSchema,
} from "@throughline/shared/api.ts";
import * as z from "zod/mini";
import { type Saved, saveOver } from "./save-over.ts";

/** Saves a site's settings over the version that was read; 0 makes a new site. */
export const saveSettings = (site: string, body: PutSettings): Promise<Saved<SettingsResponse>> =>
  saveOver(`/sites/${site}/settings`, body, (json) => z.parse(settingsResponseSchema, json));
