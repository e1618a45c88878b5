import type { Language } from "../i18n/languages.ts";
import { allLanguages } from "./poster-words.ts";

/** What the posters' address says. */
export interface PosterChoice {
  /** Codes of the chosen stations; null is all of them, also later ones. */
  stations: readonly string[] | null;
  perPage: 1 | 4;
  paper: "a4" | "letter";
  languages: readonly Language[];
}

const list = (text: string | null): string[] | null => (text === null ? null : text.split(","));

/** Reads the address; what is missing or unreadable is all stations, one a page, A4, every language. */
export const readPosterChoice = (search: string): PosterChoice => {
  const params = new URLSearchParams(search);
  const named = list(params.get("languages"));
  const known = allLanguages.filter((lang) => named?.includes(lang));
  return {
    stations: list(params.get("stations")),
    perPage: params.get("per-page") === "4" ? 4 : 1,
    paper: params.get("paper") === "letter" ? "letter" : "a4",
    languages: known.length > 0 ? known : allLanguages,
  };
};

/** The search of another choice, with what else stood in the address. */
export const writePosterChoice = (search: string, choice: PosterChoice): string => {
  const params = new URLSearchParams(search);
  const set = (name: string, value: string, usual: string) =>
    value === usual ? params.delete(name) : params.set(name, value);
  if (choice.stations === null) params.delete("stations");
  else params.set("stations", choice.stations.join(","));
  set("per-page", String(choice.perPage), "1");
  set("paper", choice.paper, "a4");
  set("languages", choice.languages.join(","), allLanguages.join(","));
  return params.toString();
};
