import type { Catalogue, Plural } from "./catalogue.ts";
import { directionOf, type Language, localeOf } from "./languages.ts";

/** A catalogue together with how its language writes numbers, times and days. */
export interface Words {
  language: Language;
  catalogue: Catalogue;
  /** Fills in the words in braces; numbers are written in the reader's digits. */
  fill(text: string, values: Record<string, string | number>): string;
  /** The form of a sentence for `n`, with `{n}` and the other words filled in. */
  count(forms: Plural, n: number, values?: Record<string, string | number>): string;
  /** "23 min", from two hours on "2 h 05". */
  duration(ms: number): string;
  /** The time of day on this device. */
  time(instant: string | number): string;
  /** A calendar day, without its year. */
  day(day: string): string;
  /** What a language is called in this one. */
  languageName(tag: Language): string;
}

const MINUTE_MS = 60_000;
const TWO_HOURS = 120;

/** `wanted` are the locales that the reader's browser asks for. */
export const createWords = (
  language: Language,
  catalogue: Catalogue,
  wanted: readonly string[],
): Words => {
  const locale = localeOf(language, wanted);
  const numbers = new Intl.NumberFormat(locale);
  const twoDigits = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });
  const plurals = new Intl.PluralRules(locale);
  const clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
  const days = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", timeZone: "UTC" });

  // Safari 14.0 has none.
  const languageNames = Intl.DisplayNames && new Intl.DisplayNames([locale], { type: "language" });

  // A name in another script must not reorder the words around it.
  const isolate = (value: string) =>
    directionOf(language) === "rtl" ? `\u2068${value}\u2069` : value;

  const fill: Words["fill"] = (text, values) =>
    text
      .replace(/\{(\w+)\}/g, (whole, name: string) => {
        const value = values[name];
        if (value === undefined) return whole;
        return typeof value === "number" ? numbers.format(value) : isolate(value);
      })
      // A time such as "11:54 a.m." ends its sentence by itself.
      .replace(/\.\.$/, ".");
  const count: Words["count"] = (forms, n, values = {}) =>
    fill(forms[plurals.select(n)] ?? forms.other, { n, ...values });

  return {
    language,
    catalogue,
    fill,
    count,
    duration: (ms) => {
      const minutes = Math.round(ms / MINUTE_MS);
      if (minutes <= TWO_HOURS) return count(catalogue.minutes, minutes);
      const rest = twoDigits.format(minutes % 60);
      return fill(catalogue.hours, { hours: Math.floor(minutes / 60), minutes: rest });
    },
    time: (instant) => clock.format(new Date(instant)),
    languageName: (tag) => languageNames?.of(tag) ?? tag,
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
  };
};
