import type { WrittenTime } from "./written-time.ts";

/**
 * How a feed writes dates and times: letters of the Unicode date patterns (UTS 35), `yyyy MM M dd d
 * HH H hh h mm m ss s S… a MMM XXX`; anything else stands for itself, letters in quotes.
 */
export interface DatePattern {
  pattern: string;
  read(text: string): WrittenTime | null;
  /** The regular expression of its texts, to be used without regard to case. */
  source: string;
  /** How it writes 20 November 2026, 10:42, one hour ahead of UTC. */
  example: string;
  /** What two patterns share that can read the same text. */
  shape: string;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

interface Token {
  field: "year" | "month" | "day" | "hour" | "minute" | "second" | "fraction" | "half" | "offset";
  regex: string;
  example: string;
}

const tokens: Record<string, Token> = {
  yyyy: { field: "year", regex: "\\d{4}", example: "2026" },
  MMM: { field: "month", regex: MONTHS.join("|"), example: "Nov" },
  MM: { field: "month", regex: "\\d\\d", example: "11" },
  M: { field: "month", regex: "\\d{1,2}", example: "11" },
  dd: { field: "day", regex: "\\d\\d", example: "20" },
  d: { field: "day", regex: "\\d{1,2}", example: "20" },
  HH: { field: "hour", regex: "[01]\\d|2[0-3]", example: "10" },
  H: { field: "hour", regex: "[01]?\\d|2[0-3]", example: "10" },
  hh: { field: "hour", regex: "0[1-9]|1[0-2]", example: "10" },
  h: { field: "hour", regex: "0?[1-9]|1[0-2]", example: "10" },
  mm: { field: "minute", regex: "[0-5]\\d", example: "42" },
  m: { field: "minute", regex: "[0-5]?\\d", example: "42" },
  ss: { field: "second", regex: "[0-5]\\d", example: "00" },
  s: { field: "second", regex: "[0-5]?\\d", example: "0" },
  a: { field: "half", regex: "[ap]\\.?m\\.?", example: "AM" },
  XXX: { field: "offset", regex: "Z|[+-](?:0\\d|1[0-8]):?[0-5]\\d", example: "+01:00" },
};

/** The pattern, or what is wrong with it. */
export const compileDatePattern = (pattern: string): DatePattern | { problem: string } => {
  const fields: Token["field"][] = [];
  const letters: string[] = [];
  let regex = "";
  let example = "";
  let shape = "";
  for (const [part] of pattern.matchAll(/'[^']*'|([A-Za-z])\1*|[\s\S]/g)) {
    const token = /^S{1,9}$/.test(part) ? fractionToken(part.length) : tokens[part];
    if (token) {
      if (fields.includes(token.field)) return { problem: `names the ${token.field} twice` };
      fields.push(token.field);
      letters.push(part);
      regex += `(${token.regex})`;
      example += token.example;
      shape += shapeOf(token);
    } else if (/^[A-Za-z]/.test(part)) {
      return { problem: `"${part}" means nothing; put text into quotes: '${part}'` };
    } else {
      const text = part.length > 1 ? part.slice(1, -1) : part;
      regex += text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
      example += text;
      shape += text;
    }
  }
  const problem = findGap(fields, letters);
  if (problem) return { problem };

  const whole = new RegExp(`^${regex}$`, "i");
  return {
    pattern,
    source: regex,
    example,
    shape,
    read(text) {
      const found = whole.exec(text);
      if (!found) return null;
      const value = (field: Token["field"]) =>
        fields.includes(field) ? (found[fields.indexOf(field) + 1] ?? "") : "";
      const month = value("month");
      const named = MONTHS.indexOf(month.toLowerCase()) + 1;
      return {
        day: `${value("year")}-${twoDigits(named || month)}-${twoDigits(value("day"))}`,
        msOfDay: fields.includes("hour") ? readTimeOfDay(value) : null,
        offsetMinutes: fields.includes("offset") ? readOffset(value("offset")) : null,
      };
    },
  };
};

const fractionToken = (digits: number): Token => ({
  field: "fraction",
  regex: `\\d{${digits}}`,
  example: "0".repeat(digits),
});

/** Numbers that may be one or two digits long read each other's texts. */
const shapeOf = ({ field, example }: Token): string => {
  if (field === "half" || field === "offset") return field;
  return example.replace(/\d+/, example.length > 2 ? `<${example.length}>` : "<2>");
};

const findGap = (fields: Token["field"][], letters: string[]): string | undefined => {
  const has = (field: Token["field"]) => fields.includes(field);
  for (const field of ["year", "month", "day"] as const) {
    if (!has(field)) return `does not name the ${field}`;
  }
  if (has("hour") !== has("minute")) return "names only one of hour and minute";
  const finer = (["second", "fraction", "half", "offset"] as const).find(has);
  if (finer && !has("hour")) return `names the ${finer} without the hour`;
  if (has("fraction") && !has("second")) return "names the fraction without the second";
  const ofHalf = letters.includes("hh") || letters.includes("h");
  if (ofHalf && !has("half")) return "names an hour of the half day (hh) without AM or PM (a)";
  if (!ofHalf && has("half")) return "names AM or PM (a) beside an hour of the whole day (HH)";
  return undefined;
};

const readTimeOfDay = (value: (field: Token["field"]) => string): number => {
  const half = value("half").toLowerCase();
  const written = Number(value("hour"));
  const hour = half ? (written % 12) + (half.startsWith("p") ? 12 : 0) : written;
  const fraction = Number(value("fraction").slice(0, 3).padEnd(3, "0"));
  return ((hour * 60 + Number(value("minute"))) * 60 + Number(value("second"))) * 1000 + fraction;
};

const readOffset = (text: string): number => {
  if (text.toUpperCase() === "Z") return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return text.startsWith("-") ? -minutes : minutes;
};

const twoDigits = (value: string | number): string => String(value).padStart(2, "0");
