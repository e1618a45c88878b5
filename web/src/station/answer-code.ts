import { readScannedText } from "@throughline/shared/scanned-text.ts";
import { chooseLanguage, type Language } from "../i18n/languages.ts";
import { appendForVisit } from "../journal/append-for-visit.ts";
import type { Journal } from "../journal/journal.ts";

/** What a code that came before the camera is answered with. */
export interface StationAnswer {
  outcome: "recorded" | "repeated" | "foreign" | "poster" | "failed";
  /** The code's language; English where the code names none. */
  language: Language;
  /** When the visit was scanned here, by this device's clock. */
  deviceAt?: string;
}

/**
 * Records the scan of a visit whose code was read. When it answers that it has, the entry is on the
 * disk.
 */
export const answerCode = async (
  journal: Journal,
  place: { site: string; station: string; origins: readonly string[] },
  text: string,
): Promise<StationAnswer> => {
  const scanned = readScannedText(text, place);
  if (scanned.kind !== "visit") return { outcome: scanned.kind, language: "en" };
  const { code } = scanned;
  const language = chooseLanguage([code.language]);
  try {
    const { repeated, deviceAt } = await appendForVisit(journal, { code, station: place.station });
    return { outcome: repeated ? "repeated" : "recorded", language, deviceAt };
  } catch (problem) {
    console.error(problem);
    return { outcome: "failed", language };
  }
};
