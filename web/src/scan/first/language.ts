import { chooseLanguage, directionOf, type Language, localeOf } from "../../i18n/languages.ts";

const KEY = "throughline-language";

/** The reader's language: as chosen on this phone before, else as their browser asks. */
export const currentLanguage = (): Language => {
  let remembered: string | null = null;
  try {
    remembered = localStorage.getItem(KEY);
  } catch {
    // Storage is blocked: the browser's wish decides.
  }
  return chooseLanguage(remembered, navigator.languages);
};

/** Makes the document be in a language, and remembers it when the reader chose it. */
export const applyLanguage = (language: Language, { remember }: { remember: boolean }): void => {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  if (!remember) return;
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Storage is blocked: the choice lasts as long as the page.
  }
};

/** The time of day of an instant, as this reader writes it. */
export const clockTime = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(localeOf(language, navigator.languages), {
    hour: "numeric",
    minute: "2-digit",
  }).format(new Date(instant));
