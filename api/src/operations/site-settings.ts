import { AppError } from "@throughline/shared/errors.ts";
import { hoursToMs, type StoredSettings } from "@throughline/shared/site.ts";
import { CODE_PATTERN, canonicalCode } from "@throughline/shared/station-code.ts";
import type { Store } from "../store/create-store.ts";

/** The site's settings; throws `UNKNOWN_SITE`, also for what can be no site's code. */
export const requireSettings = async (store: Store, site: string): Promise<StoredSettings> => {
  const settings = await store.settings.read(site);
  if (!settings) throw new AppError("UNKNOWN_SITE");
  return settings;
};

/** A site's code as an address spells it, in its one spelling; throws `UNKNOWN_SITE`. */
export const siteCode = (text: string): string => {
  const site = canonicalCode(text);
  if (!CODE_PATTERN.test(site)) throw new AppError("UNKNOWN_SITE");
  return site;
};

export const visitLimitMs = (settings: StoredSettings): number =>
  hoursToMs(settings.visitLimitHours);
