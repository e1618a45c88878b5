import { type PosterPlace, readPosterPath } from "./poster-address.ts";
import { readVisitCodeUrl, type VisitCode } from "./visit-code.ts";

/** What a camera has read. */
export type Scanned =
  | { kind: "visit"; code: VisitCode }
  | ({ kind: "poster" } & PosterPlace)
  /** Anything else: another system's code, another site's, or nothing that we know. */
  | { kind: "foreign" };

const POSTER = /^(https?:\/\/[^/?#]+)(\/[^?#]*)$/;

/**
 * Reads the text of a QR code. Only codes of this site (of any, where none is known yet) and of an
 * origin that is ours are taken at their word.
 */
export const readScannedText = (
  text: string,
  { site, origins }: { site: string | undefined; origins: readonly string[] },
): Scanned => {
  const isOfSite = (place: { site: string }) => site === undefined || place.site === site;
  const visit = readVisitCodeUrl(text);
  if (visit) {
    const { origin, ...code } = visit;
    return isOfSite(code) && isOurs(origin, origins)
      ? { kind: "visit", code }
      : { kind: "foreign" };
  }
  const [, origin = "", path = ""] = POSTER.exec(text) ?? [];
  const place = readPosterPath(path);
  return place && isOfSite(place) && isOurs(origin, origins)
    ? { kind: "poster", ...place }
    : { kind: "foreign" };
};

/** Hosts compare without case. */
const isOurs = (origin: string, origins: readonly string[]) =>
  origins.some((ours) => ours.toLowerCase() === origin.toLowerCase());
