import { CODE_PATTERN, MAIN_SITE } from "./station-code.ts";

/**
 * A visit's code: the address `/v#<visitId>.<visitDay>.<language>` (`/v/<site>#…` for a site other
 * than the main one). What follows the `#` reaches no server. Free of schemas: the patient's page
 * loads this.
 */
export interface VisitCode {
  site: string;
  visitId: string;
  /** The day the visit counts on; a slip's code has none. */
  visitDay: string | undefined;
  /** BCP 47 primary tag of the language that the visit's owner reads. */
  language: string;
}

const URL_PARTS = /^(https?:\/\/[^/?#]+)(\/[^?#]*)(#.*)$/;
const PATH = /^\/v(?:\/([^/]+))?\/?$/;
const FRAGMENT =
  /^#([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.(\d{4}-\d\d-\d\d)?\.([a-z]{2,3})$/;

/** The code's address after the host: path and fragment. */
export const writeVisitCode = ({ site, visitId, visitDay, language }: VisitCode): string =>
  `/v${site === MAIN_SITE ? "" : `/${site}`}#${visitId}.${visitDay ?? ""}.${language}`;

/** Reads a path and a fragment (with its `#`); undefined for anything that is no visit's code. */
export const readVisitCode = (path: string, fragment: string): VisitCode | undefined => {
  const place = PATH.exec(path);
  const parts = FRAGMENT.exec(fragment);
  const site = place?.[1] ?? MAIN_SITE;
  if (!place || !parts || !CODE_PATTERN.test(site)) return undefined;
  const [, visitId = "", visitDay, language = ""] = parts;
  return visitDay === undefined || isDay(visitDay)
    ? { site, visitId, visitDay, language }
    : undefined;
};

/** Reads what a camera read. Whether the origin is ours is for the caller to ask. */
export const readVisitCodeUrl = (url: string): (VisitCode & { origin: string }) | undefined => {
  const [, origin = "", path = "", fragment = ""] = URL_PARTS.exec(url) ?? [];
  const code = readVisitCode(path, fragment);
  return code && { ...code, origin };
};

const isDay = (day: string): boolean => {
  const ms = Date.parse(`${day}T00:00:00.000Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
};
