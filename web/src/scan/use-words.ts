import { useEffect, useState, useSyncExternalStore } from "react";
import { loadCatalogue } from "../i18n/catalogue.ts";
import type { Language } from "../i18n/languages.ts";
import { createWords, type Words } from "../i18n/words.ts";
import type { LanguageChoice } from "./first/language-choice.ts";

/** The words of a language; they come as a file of their own. */
export const loadWords = async (language: Language): Promise<Words> =>
  createWords(language, await loadCatalogue[language](), navigator.languages);

/** The words of the chosen language; the earlier ones until those are loaded. */
export const useWords = (choice: LanguageChoice, first: Words): Words => {
  const language = useSyncExternalStore(choice.listen, choice.current);
  const [words, setWords] = useState(first);
  const spoken = words.language;
  useEffect(() => {
    if (language === spoken) return;
    let live = true;
    loadWords(language).then(
      (loaded) => live && setWords(loaded),
      // No connection, or the file of a version that is gone. The choice is remembered: it holds
      // from the next start on.
      (problem: unknown) => console.warn("the language is not loaded", problem),
    );
    return () => {
      live = false;
    };
  }, [language, spoken]);
  return words;
};
