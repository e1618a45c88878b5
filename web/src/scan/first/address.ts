import { CODE_PATTERN, canonicalCode, MAIN_SITE } from "@throughline/shared/station-code.ts";

/** Where the address leads: a scan at a station, the visit, or nowhere. */
export type Place =
  | { kind: "station"; site: string; station: string }
  | { kind: "visit" }
  /** A visit's code, which the rest of the page reads. */
  | { kind: "code" }
  | { kind: "nowhere" };

/** Reads `/s/<station>`, `/s/<site>/<station>`, `/visit` and `/v`; codes compare without case. */
export const readAddress = (path: string): Place => {
  if (/^\/visit\/?$/.test(path)) return { kind: "visit" };
  if (/^\/v(\/[^/]+)?\/?$/.test(path)) return { kind: "code" };
  const match = /^\/s\/(?:([^/]+)\/)?([^/]+)\/?$/.exec(path);
  const site = readCode(match?.[1] ?? MAIN_SITE);
  const station = readCode(match?.[2] ?? "");
  return site && station ? { kind: "station", site, station } : { kind: "nowhere" };
};

const readCode = (part: string): string | undefined => {
  try {
    const code = canonicalCode(decodeURIComponent(part));
    return CODE_PATTERN.test(code) ? code : undefined;
  } catch {
    return undefined;
  }
};
