/**
 * The languages of the patient's page. A new one is a line here, its first strings in `first.ts`
 * and a catalogue of its own; the types say what is missing.
 */
export const languages = [
  { tag: "en", name: "English", dir: "ltr" },
  { tag: "es", name: "Español", dir: "ltr" },
  { tag: "ar", name: "العربية", dir: "rtl" },
] as const;

export type Language = (typeof languages)[number]["tag"];

const primary = (tag: string) => tag.toLowerCase().split("-")[0];

/** The remembered language, else the first that the reader's browser asks for, else English. */
export const chooseLanguage = (remembered: string | null, wanted: readonly string[]): Language => {
  for (const tag of [remembered ?? "", ...wanted]) {
    const found = languages.find((language) => language.tag === primary(tag));
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
