import { en } from "../../i18n/first/en.ts";
import { type FirstStrings, loadFirstStrings } from "../../i18n/first.ts";
import type { Language } from "../../i18n/languages.ts";
import { applyLanguage, currentLanguage, rememberLanguage } from "./language.ts";

/** The language that the page speaks, shared by what is drawn first and the rest. */
export interface LanguageChoice {
  current(): Language;
  /** The first words of that language; undefined while they are still loaded for the first time. */
  strings(): FirstStrings | undefined;
  /** Changes the language, once its words are there, and remembers it. */
  choose(language: Language): void;
  /** Calls back after each change, until the returned function is called. */
  listen(listener: () => void): () => void;
}

/**
 * Begins to load the words at once. Where they cannot be had, the page goes on in the language it
 * spoke before; at the start that is English.
 */
export const createLanguageChoice = (): LanguageChoice => {
  const listeners = new Set<() => void>();
  let current = currentLanguage();
  let strings: FirstStrings | undefined = current === "en" ? en : undefined;
  let wanted = current;

  const speak = (language: Language, words: FirstStrings) => {
    current = language;
    strings = words;
    applyLanguage(language);
    for (const listener of listeners) listener();
  };
  const load = async (language: Language) => {
    wanted = language;
    try {
      const words = await loadFirstStrings[language]();
      // Another one may have been chosen meanwhile.
      if (wanted === language) speak(language, words);
    } catch (problem) {
      // No connection, or the file of a version that is gone: a choice holds from the next start on.
      console.warn(problem);
      if (!strings) speak("en", en);
    }
  };
  applyLanguage(current);
  if (!strings) void load(current);

  return {
    current: () => current,
    strings: () => strings,
    choose: (language) => {
      rememberLanguage(language);
      void load(language);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
