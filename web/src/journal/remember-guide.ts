import type { RememberedGuide } from "./device.ts";
import type { Journal } from "./journal.ts";

/** Remembers what recording needs of a site's guide. */
export const rememberGuide = (
  { storage }: Journal,
  site: string,
  guide: RememberedGuide,
): Promise<unknown> => storage.write((transaction) => transaction.putGuide(site, guide));
