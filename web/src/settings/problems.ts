import { type SiteSettings, siteSettingsSchema } from "@throughline/shared/site.ts";
import * as z from "zod/mini";

/** What is wrong, by the path of the field: `stations.3.label`. */
export type Problems = ReadonlyMap<string, string>;

export const noProblems: Problems = new Map();

type Issue = z.core.$ZodIssue;

/** One issue in words for the person at the field. */
const describe = (issue: Issue): string => {
  if (issue.code === "too_small") {
    if (issue.origin === "string") return "Fill this in.";
    if (issue.origin === "array") return "At least one is needed.";
    return `At least ${issue.minimum}.`;
  }
  if (issue.code === "too_big") {
    if (issue.origin === "string") return `At most ${issue.maximum} characters.`;
    if (issue.origin === "array") return `At most ${issue.maximum}.`;
    return `At most ${issue.maximum}.`;
  }
  if (issue.code === "invalid_type") {
    return issue.expected === "int" ? "Enter a whole number." : "Enter a number.";
  }
  if (issue.code === "invalid_format" && issue.format === "email") return "Not a mail address.";
  if (issue.code === "invalid_value") return "Choose one of the list.";
  return issue.message.charAt(0).toUpperCase() + issue.message.slice(1);
};

/** Every second use of a key among the rows of a list, at the field that repeats it. */
export const repeats = <T>(
  rows: readonly T[],
  list: string,
  field: string,
  keyOf: (row: T) => string,
) => {
  const seen = new Set<string>();
  return rows.flatMap((row, index): [string, string][] => {
    const key = keyOf(row);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [[`${list}.${index}.${field}`, "This stands in the list already."]];
  });
};

export type Checked<Settings> =
  | { ok: true; settings: Settings }
  | { ok: false; problems: Problems };

/** The problems of a schema's issues, by their paths. */
export const describeIssues = (issues: readonly Issue[]): Map<string, string> => {
  const problems = new Map<string, string>();
  for (const issue of issues) {
    const path = issue.path.join(".");
    if (!problems.has(path)) problems.set(path, describe(issue));
  }
  return problems;
};

/** Checks settings by the schema that the server uses; the problems name their fields. */
export const checkSettings = (settings: SiteSettings): Checked<SiteSettings> => {
  const parsed = z.safeParse(siteSettingsSchema, settings);
  if (parsed.success) return { ok: true, settings: parsed.data };
  const problems = new Map([
    ...describeIssues(parsed.error.issues),
    ...repeats(settings.stations, "stations", "code", ({ code }) => code),
    ...repeats(settings.reasons, "reasons", "code", ({ code }) => code),
    ...repeats(settings.targets, "targets", "to", ({ from, to }) => `${from} ${to}`),
  ]);
  return { ok: false, problems };
};

/** The problem that the server's refusal names, if it names one. */
export const problemsOf = (details: Record<string, unknown> | undefined): Problems => {
  const field = details?.field;
  const problem = details?.problem;
  if (typeof field !== "string" || typeof problem !== "string") return noProblems;
  return new Map([[field.replace(/^settings\./, ""), problem]]);
};
