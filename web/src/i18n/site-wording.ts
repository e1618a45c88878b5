import { type Language, siteLanguage } from "./languages.ts";

/** A name that the site gave, and the language it is in. */
export interface SiteWording {
  text: string;
  lang: Language;
}

/** A name in the reader's language where the site has translated it, else as the site wrote it. */
export const readSiteWording = (
  own: string,
  translations: Partial<Record<string, string>> | undefined,
  language: Language,
): SiteWording => {
  const translated = translations?.[language];
  return translated ? { text: translated, lang: language } : { text: own, lang: siteLanguage };
};
