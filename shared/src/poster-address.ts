import { CODE_PATTERN, canonicalCode, MAIN_SITE } from "./station-code.ts";

/**
 * The address on a poster: `/s/<station>`, or `/s/<site>/<station>` for a site other than the main
 * one. Free of schemas: the patient's page loads this before its confirmation.
 */
export interface PosterPlace {
  site: string;
  station: string;
}

/** The path on a station's poster. */
export const writePosterPath = ({ site, station }: PosterPlace): string =>
  site === MAIN_SITE ? `/s/${station}` : `/s/${site}/${station}`;

/** Reads a poster's path; codes compare without case. Undefined for anything else. */
export const readPosterPath = (path: string): PosterPlace | undefined => {
  const match = /^\/s\/(?:([^/]+)\/)?([^/]+)\/?$/.exec(path);
  const site = readCode(match?.[1] ?? MAIN_SITE);
  const station = readCode(match?.[2] ?? "");
  return site && station ? { site, station } : undefined;
};

const readCode = (part: string): string | undefined => {
  try {
    const code = canonicalCode(decodeURIComponent(part));
    return CODE_PATTERN.test(code) ? code : undefined;
  } catch {
    return undefined;
  }
};
