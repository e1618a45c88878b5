import { type Language, languages } from "../i18n/languages.ts";
import { type Paper, readPaper } from "../ui/paper.ts";

export const postersPerPage = [1, 2, 4, 6] as const;
export type PostersPerPage = (typeof postersPerPage)[number];

/** More do not fit beside each other in letters that are read from two metres. */
export const MOST_LANGUAGES = 3;

/** What the posters' address says. */
export interface PosterChoice {
  /** Codes of the chosen stations; null is all of them, also later ones. */
  stations: readonly string[] | null;
  perPage: PostersPerPage;
  paper: Paper;
  /** One to three; null leaves it to the site's stations. */
  languages: readonly Language[] | null;
  /** Stands at the top; null is the site's name. */
  title: string | null;
  /** Stands at the foot; "" is none. */
  note: string;
}

const list = (text: string | null): string[] | null => (text === null ? null : text.split(","));

/** Reads the address; what is missing or unreadable is the usual: all stations, one a page, A4. */
export const readPosterChoice = (search: string): PosterChoice => {
  const params = new URLSearchParams(search);
  const named = list(params.get("languages"));
  const known = languages.map(({ tag }) => tag).filter((tag) => named?.includes(tag));
  const perPage = Number(params.get("per-page"));
  return {
    stations: list(params.get("stations")),
    perPage: postersPerPage.find((count) => count === perPage) ?? 1,
    paper: readPaper(params.get("paper")),
    languages: known.length > 0 ? known.slice(0, MOST_LANGUAGES) : null,
    title: params.get("title"),
    note: params.get("note") ?? "",
  };
};

/** The search of another choice, with what else stood in the address. */
export const writePosterChoice = (search: string, choice: PosterChoice): string => {
  const params = new URLSearchParams(search);
  const set = (name: string, value: string | null) =>
    value === null ? params.delete(name) : params.set(name, value);
  set("stations", choice.stations?.join(",") ?? null);
  set("per-page", choice.perPage === 1 ? null : String(choice.perPage));
  set("paper", choice.paper === "a4" ? null : choice.paper);
  set("languages", choice.languages?.join(",") ?? null);
  set("title", choice.title);
  set("note", choice.note || null);
  return params.toString();
};
