import { readPosterPath } from "@throughline/shared/poster-address.ts";

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
  const place = readPosterPath(path);
  return place ? { kind: "station", ...place } : { kind: "nowhere" };
};
