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
  /** The address is a visit's code, and it is not settled yet what becomes of it. */
  arriving: boolean;
  /** Settles that: the address becomes the visit's, and the confirmation shows again. */
  arrive(): void;
  /** The browser's offer to install the page, once it made one. */
  installOffer: { current: Event | undefined };
}
