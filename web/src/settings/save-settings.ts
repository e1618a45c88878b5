import {
  type PutSettings,
  type SettingsResponse,
  settingsResponseSchema,
} from "@throughline/shared/api.ts";
import * as z from "zod/mini";
import { requestAsStaff } from "../cache/session.ts";
import type { Failure } from "../cache/use-answer.ts";
import { type Problems, problemsOf } from "./problems.ts";

export type Saved =
  | { kind: "saved"; now: SettingsResponse }
  /** Somebody else saved since `version`; nothing of this was stored. */
  | { kind: "conflict"; now: SettingsResponse }
  | { kind: "refused"; failure: Failure; problems: Problems };

const read = (json: unknown) => z.parse(settingsResponseSchema, json);

/** Saves a site's settings over the version that was read; 0 makes a new site. */
export const saveSettings = async (site: string, body: PutSettings): Promise<Saved> => {
  const path = `/sites/${site}/settings`;
  const answer = await requestAsStaff(path, { method: "PUT", body, read });
  if (answer.ok) return { kind: "saved", now: answer.value };
  if (answer.code === "VERSION_CONFLICT") {
    const latest = await requestAsStaff(path, { read });
    if (latest.ok) return { kind: "conflict", now: latest.value };
  }
  return { kind: "refused", failure: answer, problems: problemsOf(answer.details) };
};
