/**
 * The languages of the patients' pages, posters and slips, each by its own name. A new one is a
 * line here, its first strings in `first/`, a catalogue, and the words of a poster; the types say
 * what is missing.
 */
export const languages = [
  { tag: "en", name: "English" },
  { tag: "es", name: "Español" },
  { tag: "fr", name: "Français" },
  { tag: "de", name: "Deutsch" },
  { tag: "pt", name: "Português" },
  { tag: "ar", name: "العربية" },
  { tag: "zh", name: "中文" },
  { tag: "hi", name: "हिन्दी" },
] as const;

export type Language = (typeof languages)[number]["tag"];

/** The language of a site's own wording: the labels that its translations are made from. */
export const siteLanguage: Language = "en";

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
  language === "ar" ? "rtl" : "ltr";
