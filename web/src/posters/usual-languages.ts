import type { Station } from "@throughline/shared/station.ts";
import { type Language, languages } from "../i18n/languages.ts";
import { MOST_LANGUAGES } from "./poster-address.ts";

/**
 * English and the languages that the site has given its stations labels in, three at most: who
 * translates a label expects readers of that language.
 */
export const usualLanguages = (stations: readonly Station[]): Language[] => {
  const labelled = new Set(stations.flatMap(({ labels }) => Object.keys(labels ?? {})));
  return languages
    .map(({ tag }) => tag)
    .filter((tag) => tag === "en" || labelled.has(tag))
    .slice(0, MOST_LANGUAGES);
};
