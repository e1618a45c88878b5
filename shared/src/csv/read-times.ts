import { compileDatePattern, type DatePattern } from "../date-pattern.ts";
import { isDay, type LocalClock, toInstant, type WrittenTime } from "../written-time.ts";
import { readIsoTime } from "./iso-time.ts";

/** What is wrong with a cell, in words that go on from the column's name; never its value. */
export interface CellProblem {
  problem: string;
}

export interface ReadInstant {
  /** Epoch ms. */
  ms: number;
  /** What another reader might have taken otherwise, in words that go on from the column's name. */
  chosen?: string;
}

/** Reads the times of one file. */
export interface TimeReader {
  /** A date alone is its first instant at the site; of two instants it is the earlier one. */
  instant(text: string): ReadInstant | CellProblem;
  /** A calendar day `YYYY-MM-DD`; a time of midnight beside it is passed over. */
  day(text: string): string | CellProblem;
}

const ISO_EXAMPLES = ["2026-11-20T10:42", "2026-11-20 10:42:00+01:00"];

/** `formats`: patterns of `date-pattern.ts`, all of them valid; none for ISO 8601. */
export const createTimeReader = (formats: readonly string[], clock: LocalClock): TimeReader => {
  const patterns = formats
    .map(compileDatePattern)
    .filter((pattern): pattern is DatePattern => !("problem" in pattern));
  const parse = (text: string): WrittenTime | null => {
    if (patterns.length === 0) return readIsoTime(text);
    for (const pattern of patterns) {
      const time = pattern.read(text);
      if (time) return time;
    }
    return null;
  };
  const shownTwice = `is a local time that the clocks show twice in ${clock.timeZone}: the earlier one counts.`;
  const examples =
    patterns.length === 0 ? ISO_EXAMPLES : patterns.map(({ example }) => example).slice(0, 3);
  const otherShape = {
    problem: `is no date and time that this feed reads; write it like ${examples.join(" or ")}`,
  };
  return {
    instant(text) {
      const time = parse(text);
      if (!time) return otherShape;
      const instant = toInstant(time, clock);
      if (instant === "no-such-date") return noSuchDate;
      if (instant === "skipped") {
        return { problem: `is a local time that the clocks skip in ${clock.timeZone}` };
      }
      const { day, msOfDay, offsetMinutes } = time;
      if (msOfDay === null) return { ms: instant, chosen: dateAlone };
      const twice = offsetMinutes === null && clock.comesTwice(day, msOfDay);
      return twice ? { ms: instant, chosen: shownTwice } : { ms: instant };
    },
    day(text) {
      const time = parse(text);
      if (!time) {
        return {
          problem: `is no date that this feed reads; write it like ${
            patterns.length === 0 ? "1950-01-31" : examples.join(" or ")
          }`,
        };
      }
      if (time.msOfDay) return { problem: "is a time of day, where a date should stand" };
      return isDay(time.day) ? time.day : noSuchDate;
    },
  };
};

const dateAlone = "is a date without a time: its first instant counts.";
const noSuchDate = { problem: "is a date that does not exist" };
