import type { Station } from "../station.ts";
import { labelFromCode } from "../station-code.ts";
import { compareCodes } from "./tally.ts";

/** Finds a station's label by its code; a code that the site does not know is made readable. */
export const findLabels = (
  stations: readonly Pick<Station, "code" | "label">[],
): ((code: string) => string) => {
  const labels = new Map(stations.map(({ code, label }) => [code, label]));
  return (code) => labels.get(code) ?? labelFromCode(code);
};

/** The given codes in the order of the site's stations; unknown ones follow by code. */
export const inSiteOrder = (
  codes: Iterable<string>,
  stations: readonly Pick<Station, "code">[],
): string[] => {
  const place = new Map(stations.map(({ code }, index) => [code, index]));
  const last = stations.length;
  return [...codes].sort(
    (a, b) => (place.get(a) ?? last) - (place.get(b) ?? last) || compareCodes(a, b),
  );
};
