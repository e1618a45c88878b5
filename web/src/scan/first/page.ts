import type { Language } from "../../i18n/languages.ts";
import type { Journal } from "../../journal/journal.ts";
import type { PushLoop } from "../../journal/push-loop.ts";
import { applyLanguage, currentLanguage } from "./language.ts";

/** The reader's language, shared by what is drawn first and the rest. */
export interface LanguageChoice {
  current(): Language;
  choose(language: Language): void;
  /** Calls back after each change, until the returned function is called. */
  listen(listener: () => void): () => void;
}

/** What the first stage hands to the rest of the page. */
export interface Page {
  journal: Journal;
  loop: PushLoop;
  /** False where the browser lets nothing be stored: the journal lasts as long as the page. */
  stored: boolean;
  language: LanguageChoice;
  /** The browser's offer to install the page, once it made one. */
  installOffer: { current: Event | undefined };
}

export const createLanguageChoice = (): LanguageChoice => {
  const listeners = new Set<() => void>();
  let current = currentLanguage();
  applyLanguage(current, { remember: false });
  return {
    current: () => current,
    choose: (language) => {
      current = language;
      applyLanguage(language, { remember: true });
      for (const listener of listeners) listener();
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
