import { type WardSettings, wardSettingsSchema } from "@throughline/shared/ward.ts";
import * as z from "zod/mini";
import { type Checked, describeIssues, repeats } from "../problems.ts";

/** Fields that hold a list in one text: a problem of one item stands at the field, and names it. */
const lists = /^(.*(?:mailTo|statuses|names))\.(\d+)$/;

const valueAt = (settings: WardSettings, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>(
      (value, name) => (value as Record<string, unknown> | undefined)?.[name],
      settings,
    );

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** Checks ward settings by the schema that the server uses; the problems name their fields. */
export const checkWardSettings = (settings: WardSettings): Checked<WardSettings> => {
  const parsed = z.safeParse(wardSettingsSchema, settings);
  const badged = settings.staff.map(({ id, badge }) => badge ?? `no badge: ${id}`);
  const twice = [
    ...repeats(badged, "staff", "badge", (badge) => badge),
    ...repeats(settings.staff, "staff", "name", ({ id }) => id),
  ];
  if (parsed.success && twice.length === 0) return { ok: true, settings: parsed.data };
  const problems = new Map<string, string>();
  for (const [path, problem] of describeIssues(parsed.error?.issues ?? [])) {
    const field = lists.exec(path)?.[1];
    const told = `“${valueAt(settings, path)}”: ${lowerFirst(problem.replace(/\.$/, ""))}.`;
    const key = (field ?? path).replace(/^(wards\.\d+)\.policy\./, "$1.");
    if (!problems.has(key)) problems.set(key, field ? told : problem);
  }
  for (const [path, problem] of twice) problems.set(path, problem);
  return { ok: false, problems };
};
