/** The site whose stations need no site in their address. */
const MAIN_SITE = "main";

/** The address that a station's code carries. `publicUrl` has no slash at its end. */
export const posterUrl = (publicUrl: string, site: string, station: string): string =>
  site === MAIN_SITE ? `${publicUrl}/s/${station}` : `${publicUrl}/s/${site}/${station}`;
