import { type FirstStrings, loadFirstStrings } from "../../i18n/first.ts";
import type { Language } from "../../i18n/languages.ts";
import { applyLanguage, rememberLanguage } from "./language.ts";

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

const RETRY_MS = 3_000;

/** Begins with a language whose words are on their way. */
export const createLanguageChoice = (
  start: Language,
  words: Promise<FirstStrings>,
): LanguageChoice => {
  const listeners = new Set<() => void>();
  let current = start;
  let wanted = start;
  let strings: FirstStrings | undefined;

  const load = async (language: Language, loading: Promise<FirstStrings>) => {
    wanted = language;
    try {
      const loaded = await loading;
      // Another one may have been chosen meanwhile.
      if (wanted !== language) return;
      current = language;
      strings = loaded;
      applyLanguage(language);
      for (const listener of listeners) listener();
    } catch (problem) {
      // No connection, or the file of a version that is gone. The page goes on in the language that
      // it spoke; a choice is remembered, and holds from the next start on.
      console.warn(problem);
      if (!strings) setTimeout(() => load(wanted, loadFirstStrings(wanted)), RETRY_MS);
    }
  };
  applyLanguage(current);
  void load(start, words);

  return {
    current: () => current,
    strings: () => strings,
    choose: (language) => {
      rememberLanguage(language);
      void load(language, loadFirstStrings(language));
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
