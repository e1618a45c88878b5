import { MAIN_SITE } from "@throughline/shared/station-code.ts";

/** The address that a station's code carries. `publicUrl` has no slash at its end. */
export const posterUrl = (publicUrl: string, site: string, station: string): string =>
  site === MAIN_SITE ? `${publicUrl}/s/${station}` : `${publicUrl}/s/${site}/${station}`;
