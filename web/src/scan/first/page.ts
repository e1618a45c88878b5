import type { Journal } from "../../journal/journal.ts";
import type { PushLoop } from "../../journal/push-loop.ts";
import type { LanguageChoice } from "./language-choice.ts";

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
