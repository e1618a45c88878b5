import { en } from "./first/en.ts";
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

/**
 * Each language is a chunk of its own, so that their number weighs nothing. English comes with the
 * page, for when another cannot be loaded.
 */
export const loadFirstStrings: Record<Language, () => Promise<FirstStrings>> = {
  en: async () => en,
  es: async () => (await import("./first/es.ts")).es,
  ar: async () => (await import("./first/ar.ts")).ar,
};
