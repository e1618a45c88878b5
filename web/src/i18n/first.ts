import type { Language } from "./languages.ts";

/** What the page says before anything else is loaded. */
export interface FirstStrings {
  saving: string;
  /** The two states of a scan: on this phone only; at the server too. */
  saved: string;
  received: string;
  /** Could not be sent yet, or was refused: more is said below. */
  waiting: string;
  refused: string;
  /** `{time}` stands for when the first of the two scans was. */
  repeated: string;
  purpose: string;
  noStation: string;
  noStationHow: string;
  /** Storage is not available: the scan lives in this page only. */
  unstored: string;
  unstoredReceived: string;
  languages: string;
}

/** Each language is a chunk of its own, so that their number weighs next to nothing. */
const chunks: Record<Language, () => Promise<{ first: FirstStrings }>> = {
  en: () => import("./first/en.ts"),
  es: () => import("./first/es.ts"),
  fr: () => import("./first/fr.ts"),
  de: () => import("./first/de.ts"),
  pt: () => import("./first/pt.ts"),
  ar: () => import("./first/ar.ts"),
  zh: () => import("./first/zh.ts"),
  hi: () => import("./first/hi.ts"),
};

/** The first words of a language. Rejects where their file cannot be had. */
export const loadFirstStrings = async (language: Language): Promise<FirstStrings> =>
  (await chunks[language]()).first;
