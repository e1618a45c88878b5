import type { Language } from "./languages.ts";

/** Forms of a sentence by number, as `Intl.PluralRules` names them; `{n}` stands for the number. */
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** All that the page says once it is complete. Words in braces are filled in. */
export interface Catalogue {
  minutes: Plural;
  /** Two hours and more; `{minutes}` has two digits. */
  hours: string;
  aboutMinutes: string;
  aboutMinutesRange: string;
  aboutHoursRange: string;

  timeline: {
    title: string;
    sinceFirst: string;
    whole: string;
    under: string;
    /** For those who hear the page: the minutes of a row belong to the way from the row before. */
    after: string;
    /** Names without a translation stand in the site's own wording. */
    siteWording: string;
    ended: string;
    emptyTitle: string;
    empty: string;
    emptyHow: string;
  };
  wait: {
    title: string;
    usually: string;
    longer: string;
    age: Plural;
  };
  undo: { action: string; done: string };
  reason: { title: string; hint: string; chosen: string };
  /** The visit's own code, and going on with the visit of a code that was scanned. */
  code: {
    action: string;
    explain: string;
    /** For those who do not see it. */
    label: string;
    taken: string;
    known: string;
    /** In place of the scans that were made before the visit was taken over. */
    elsewhere: string;
    unreadable: string;
    question: string;
    replaces: string;
    confirm: string;
    cancel: string;
  };
  /** What the camera does, and why it does not. */
  camera: {
    starting: string;
    ready: string;
    change: string;
    retry: string;
    why: {
      insecure: string;
      absent: string;
      refused: string;
      inUse: string;
      noReader: string;
      stopped: string;
    };
  };
  /** Reading the next poster in the page itself. */
  scanner: { action: string; foreign: string; otherwise: string; close: string };
  end: { action: string; question: string; confirm: string; cancel: string; done: string };
  sync: {
    title: string;
    allReceived: string;
    nothingYet: string;
    sending: string;
    waiting: Plural;
    since: string;
    nextAttempt: string;
    tryNow: string;
    why: {
      noConnection: string;
      tooSlow: string;
      notOurs: string;
      busy: string;
      unknownSite: string;
      storage: string;
      server: string;
    };
    rejected: Plural;
    rejectedWhy: {
      UNKNOWN_STATION: string;
      UNKNOWN_REASON: string;
      WRONG_DAY: string;
      UNREADABLE: string;
    };
    what: { scan: string; void: string; reason: string; end: string };
    remove: string;
    /** What removing a refused entry means, before it is done. */
    removeMeans: string;
    removeConfirm: string;
    removeCancel: string;
    removed: string;
    notStored: string;
    insecure: string;
    storageFailed: string;
    /** The phone's storage failed while something was to be recorded or removed. */
    notChanged: string;
  };
  remove: {
    action: string;
    title: string;
    explain: string;
    server: string;
    serverKeeps: string;
    serverKeepsDays: Plural;
    unsent: Plural;
    refused: Plural;
    sendFirst: string;
    discard: string;
    confirm: string;
    cancel: string;
    done: string;
    doneSending: string;
  };
  about: {
    title: string;
    collectedTitle: string;
    collected: string[];
    notTitle: string;
    not: string[];
    choice: string;
  };
  install: { title: string; why: string; action: string; ios: string };
  update: { text: string; action: string };
}

/** Each language is a chunk of its own, loaded when it is spoken. */
export const loadCatalogue: Record<Language, () => Promise<Catalogue>> = {
  en: async () => (await import("./en.ts")).en,
  es: async () => (await import("./es.ts")).es,
  fr: async () => (await import("./fr.ts")).fr,
  de: async () => (await import("./de.ts")).de,
  pt: async () => (await import("./pt.ts")).pt,
  ar: async () => (await import("./ar.ts")).ar,
  zh: async () => (await import("./zh.ts")).zh,
  hi: async () => (await import("./hi.ts")).hi,
};
