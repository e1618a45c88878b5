/**
 * The languages of the patients' pages, posters and slips, each by its own name. A new one is a
 * line here, its first strings in `first/`, a catalogue, and the words of a poster; the types say
 * what is missing. `read` is true once a native speaker has read the translation.
 */
export const languages = [
  { tag: "en", name: "English", dir: "ltr", read: true },
  { tag: "es", name: "Español", dir: "ltr", read: false },
  { tag: "ar", name: "العربية", dir: "rtl", read: false },
] as const;

export type Language = (typeof languages)[number]["tag"];

const primary = (tag: string) => tag.toLowerCase().split("-")[0];

/** The first of these tags that is spoken here, else English. */
export const chooseLanguage = (wanted: readonly (string | null | undefined)[]): Language => {
  for (const tag of wanted) {
    const found = languages.find((language) => language.tag === primary(tag ?? ""));
    if (found) return found.tag;
  }
  return "en";
};

/**
 * The locale for numbers and times: the reader's own variety of the language (`ar-MA`, `es-MX`),
 * since it decides digits and clock, else the plain language.
 */
export const localeOf = (language: Language, wanted: readonly string[]): string =>
  wanted.find((tag) => primary(tag) === language) ?? language;

export const directionOf = (language: Language): "ltr" | "rtl" =>
  languages.find(({ tag }) => tag === language)?.dir ?? "ltr";
