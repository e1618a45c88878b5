import type { Language } from "./languages.ts";

/** The translations that no native speaker has read yet. Who has read one takes it out of here. */
export const unreadTranslations: readonly Language[] = ["es", "fr", "de", "pt", "ar", "zh", "hi"];
