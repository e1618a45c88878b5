import { CODE_PATTERN, canonicalCode } from "@throughline/shared/station-code.ts";

/** What waits to be taken in begins so; what was taken in, or could not be, is elsewhere. */
export const UPLOADED = "uploaded/";

/** What the name of an object that waits says. */
export interface FileKey {
  site: string;
  /** The folder below the site, if it can be a feed's name. */
  feed: string | null;
  /** What follows the last slash. */
  name: string;
  /** That of a file that was announced. */
  fileId: string | undefined;
}

/**
 * Reads `uploaded/<site>/<name>` or `uploaded/<site>/<feed>/<name>`; undefined for every other key,
 * and for those that stand for folders.
 */
export const readFileKey = (key: string): FileKey | undefined => {
  const [place, site = "", ...rest] = key.split("/");
  const name = rest.at(-1) ?? "";
  // A site has one spelling, so that a file has one place.
  if (`${place}/` !== UPLOADED || !CODE_PATTERN.test(site) || name === "") return undefined;
  const feed = rest.length > 1 ? canonicalCode(rest[0] as string) : "";
  const announced = rest.length === 1 ? /^(\d{8}T\d{9}Z-[0-9a-f]{16})\.csv$/.exec(name)?.[1] : "";
  return {
    site,
    feed: CODE_PATTERN.test(feed) ? feed : null,
    name,
    fileId: announced || undefined,
  };
};

/** Where the bytes of an announced file are sent to. */
export const keyOfUpload = (site: string, fileId: string): string =>
  `${UPLOADED}${site}/${fileId}.csv`;

/** A file's name for everything else: by its time, so that names sort as files came. */
export const makeFileId = (receivedMs: number, random: string): string =>
  `${new Date(receivedMs).toISOString().replace(/[-:.]/g, "")}-${random.slice(0, 16)}`;
