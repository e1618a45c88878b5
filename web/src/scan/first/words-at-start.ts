import { loadFirstStrings } from "../../i18n/first.ts";
import { currentLanguage } from "./language.ts";

/*
 * A small file of its own, which runs while the rest of the first stage is still on its way: so
 * the words come together with it, and not one round trip later.
 */

/** The language that the page opens in. */
export const languageAtStart = currentLanguage();

/** Its first words. */
export const wordsAtStart = loadFirstStrings(languageAtStart);

// Whoever waits for the words hears of it.
wordsAtStart.catch(() => {});
