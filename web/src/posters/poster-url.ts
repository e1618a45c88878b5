import { writePosterPath } from "@throughline/shared/poster-address.ts";

/** The address that a station's code carries. `publicUrl` has no slash at its end. */
export const posterUrl = (publicUrl: string, site: string, station: string): string =>
  publicUrl + writePosterPath({ site, station });
