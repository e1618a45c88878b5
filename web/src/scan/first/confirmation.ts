import { labelFromCode } from "@throughline/shared/station-code.ts";
import type { FirstStrings } from "../../i18n/first.ts";
import type { Language } from "../../i18n/languages.ts";
import { readSiteWording, type SiteWording } from "../../i18n/site-wording.ts";
import type { Snapshot } from "../../journal/journal.ts";
import { clockTime } from "./language.ts";
import type { LanguageChoice } from "./language-choice.ts";

/** What the top of the page says. */
export interface Confirmation {
  /** The station's name, or that there is none. */
  station: string | undefined;
  /** The language of the station's name. */
  stationLang: Language;
  /** The time of day of the scan. */
  time: string | undefined;
  /** Shows the tick: the scan is recorded, and not refused. */
  done: boolean;
  status: string;
  /** The sentence on what a scan is and is not. */
  purpose: string;
}

/** What of the page's own state the confirmation depends on. */
export interface Circumstances {
  /** The address named no station. */
  noStation: boolean;
  /** The station that is being recorded. */
  recording: string | undefined;
  /** The address is a visit's code: whose scans are to be shown is not settled yet. */
  arriving: boolean;
  /** The scan repeated an earlier one. */
  repeated: boolean;
  stored: boolean;
  /** The last push left something waiting. */
  pushFailed: boolean;
}

/**
 * What to say of the visit's last scan, as of a snapshot of the journal. Until the words are there,
 * it is the tick, the station and the time, which need none.
 */
export const confirm = (
  snapshot: Snapshot | undefined,
  circumstances: Circumstances,
  spoken: Pick<LanguageChoice, "current" | "strings">,
): Confirmation => {
  const language = spoken.current();
  const strings = spoken.strings();
  const purpose = strings?.purpose ?? "";
  const nothing = {
    station: undefined,
    stationLang: language,
    time: undefined,
    done: false,
    purpose,
  };
  if (circumstances.noStation) {
    return { ...nothing, station: strings?.noStation, status: strings?.noStationHow ?? "" };
  }
  const labels = snapshot?.guide?.labels;
  if (circumstances.recording) {
    const { text, lang } = stationName(circumstances.recording, labels, language);
    return { ...nothing, station: text, stationLang: lang, status: strings?.saving ?? "" };
  }
  const scans = snapshot && visitShown(snapshot)?.scans;
  const scan = scans?.[scans.length - 1];
  if (!snapshot || !scan || circumstances.arriving) return { ...nothing, status: "" };
  const entry = snapshot.entries.find(({ id }) => id === scan.id);
  const time = clockTime(scan.deviceAt, language);
  const state = entry?.rejected ? "rejected" : entry ? "waiting" : "received";
  const repeated =
    circumstances.repeated && strings
      ? ` ${strings.repeated.replace("{time}", isolate(time))}`
      : "";
  const { text, lang } = stationName(scan.station, labels, language);
  return {
    station: text,
    stationLang: lang,
    time,
    done: state !== "rejected",
    status: strings ? statusOf(state, circumstances, strings) + repeated : "",
    purpose,
  };
};

const statusOf = (
  state: "rejected" | "waiting" | "received",
  { stored, pushFailed }: Circumstances,
  strings: FirstStrings,
): string => {
  if (!stored) return state === "received" ? strings.unstoredReceived : strings.unstored;
  if (state === "received") return strings.received;
  if (state === "rejected") return strings.refused;
  return pushFailed ? strings.waiting : strings.saved;
};

/** A time must not be reordered by the words around it in a text from right to left. */
const isolate = (text: string) => `\u2068${text}\u2069`;

/** The visit of the site that was recorded at last. */
export const visitShown = ({ device }: Snapshot) =>
  device.latestSite === undefined ? undefined : device.visits[device.latestSite];

/** A station's name in the reader's language, else in the site's own, else made from its code. */
export const stationName = (
  code: string,
  labels: Record<string, Record<string, string>> | undefined,
  language: Language,
): SiteWording =>
  readSiteWording(labels?.[code]?.[""] ?? labelFromCode(code), labels?.[code], language);
