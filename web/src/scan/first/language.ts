import { chooseLanguage, directionOf, type Language, localeOf } from "../../i18n/languages.ts";

const KEY = "throughline-language";

/** The language at the end of another phone's visit code. A slip's is not its reader's choice. */
const CODE_LANGUAGE = /\d\.([a-z]+)$/;

/**
 * The reader's language: as chosen on this phone before, else as on the phone whose code they
 * opened, else as their browser asks.
 */
export const currentLanguage = (): Language => {
  let remembered: string | null = null;
  try {
    remembered = localStorage.getItem(KEY);
  } catch {
    // Storage is blocked: the browser's wish decides.
  }
  const ofCode = CODE_LANGUAGE.exec(location.hash)?.[1];
  return chooseLanguage([remembered, ofCode, ...navigator.languages]);
};

/** Remembers a language that the reader chose. */
export const rememberLanguage = (language: Language): void => {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Storage is blocked: the choice lasts as long as the page.
  }
};

/** Makes the document be in a language. */
export const applyLanguage = (language: Language): void => {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
};

/** The time of day of an instant, as this reader writes it. */
export const clockTime = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(localeOf(language, navigator.languages), {
    hour: "numeric",
    minute: "2-digit",
  }).format(new Date(instant));
