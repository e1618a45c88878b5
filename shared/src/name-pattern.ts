import { compileDatePattern } from "./date-pattern.ts";
import type { WrittenTime } from "./written-time.ts";

export interface NamePattern {
  /** The time in a file's name; null where the name does not fit. */
  read(name: string): WrittenTime | null;
}

/** More of them could make reading a long name endless. */
const MOST_STARS = 3;

/**
 * A pattern of files' names with one date pattern in braces, `labs_{yyyyMMdd-HHmm}*.csv`; `*` stands
 * for any text, and case does not matter. Or what is wrong with it.
 */
export const compileNamePattern = (pattern: string): NamePattern | { problem: string } => {
  const parts = /^([^{}]*)\{([^{}]+)\}([^{}]*)$/.exec(pattern);
  if (!parts) return { problem: "needs one date pattern in braces" };
  const [, before = "", dates = "", after = ""] = parts;
  const date = compileDatePattern(dates);
  if ("problem" in date) return date;
  if (`${before}${after}`.split("*").length > MOST_STARS + 1) {
    return { problem: `has more than ${MOST_STARS} stars` };
  }
  const text = (literal: string) =>
    literal.replace(/[\\^$.+?()[\]|/-]/g, "\\$&").replaceAll("*", ".*?");
  const whole = new RegExp(`^${text(before)}(?<time>${date.source})${text(after)}$`, "is");
  return {
    read(name) {
      const time = whole.exec(name)?.groups?.time;
      return time === undefined ? null : date.read(time);
    },
  };
};
