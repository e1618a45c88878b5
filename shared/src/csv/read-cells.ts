import type { FileColumn } from "../file-columns.ts";
import type { RowIssue } from "../file-report.ts";
import type { LocalClock } from "../written-time.ts";
import type { TimeReader } from "./read-times.ts";
import type { KnownHeader } from "./recognise-header.ts";

/** What every row of a file is read with. */
export interface RowContext {
  header: KnownHeader;
  times: TimeReader;
  clock: LocalClock;
  /** When the file came: what lies more than 10 minutes after it is no fact. Epoch ms. */
  receivedMs: number;
}

export type RowReason = RowIssue["reasons"][number];

/** The cells of one row by column; collects what is wrong with them, and what was read otherwise than it stood. */
export interface Cells {
  /** Goes on to the next row: one reader serves a whole file. */
  start(row: readonly string[]): void;
  readonly reasons: RowReason[];
  /** Sentences, the same for every row that they hold for. */
  readonly remarks: string[];
  refuse(column: FileColumn, reason: string): void;
  /** Text without the blanks around it; empty where there is none. */
  text(column: FileColumn, most?: number): string;
  /** Text as it stands, with its line breaks. */
  prose(column: FileColumn, most: number): string;
  /** Text that becomes part of a key. */
  identifier(column: FileColumn, need: "required" | "optional"): string;
  /** An instant, ISO 8601; null where the cell is empty. */
  instant(column: FileColumn, future?: "allowed"): string | null;
  day(column: FileColumn): string | null;
}

export const FUTURE_SLACK_MS = 10 * 60_000;
export const MOST_IDENTIFIER = 128;
/** A key is 1,024 bytes at most, and an identifier stands in it percent-encoded, beside a bed's number. */
const MOST_KEY_BYTES = 480;
export const MOST_TEXT = 200;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL_IN_PROSE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

const tooFarAhead = "lies more than 10 minutes in the future";

export const createCells = ({ header, times, clock, receivedMs }: RowContext): Cells => {
  let row: readonly string[] = [];
  let reasons: RowReason[] = [];
  let remarks: string[] = [];
  const nameOf = (column: FileColumn) => header.names[header.at[column] ?? -1] || column;
  const refuse = (column: FileColumn, reason: string) => {
    reasons.push({ column: nameOf(column), reason });
  };
  const raw = (column: FileColumn) => row[header.at[column] ?? -1] ?? "";
  const trimmed = (column: FileColumn) => {
    const value = raw(column);
    const text = value.trim();
    if (text.length < value.length && text !== "") {
      remarks.push(`Blanks around ${nameOf(column)} were left out.`);
    }
    return text;
  };
  const check = (column: FileColumn, value: string, most: number, control: RegExp): string => {
    if (value.length > most) {
      refuse(column, `is longer than ${most.toLocaleString("en")} characters`);
    } else if (control.test(value)) {
      refuse(
        column,
        value.includes("\0") ? "holds a NUL byte" : "holds a control character or line break",
      );
    }
    return value;
  };

  return {
    start(next) {
      row = next;
      reasons = [];
      remarks = [];
    },
    get reasons() {
      return reasons;
    },
    get remarks() {
      return remarks;
    },
    refuse,
    text: (column, most = MOST_TEXT) => check(column, trimmed(column), most, CONTROL),
    prose: (column, most) => check(column, raw(column), most, CONTROL_IN_PROSE),
    identifier(column, need) {
      const value = check(column, trimmed(column), MOST_IDENTIFIER, CONTROL);
      if (value === "") {
        if (need === "required") refuse(column, "is empty");
      } else if (value.includes("\uFFFD")) {
        refuse(column, "holds a letter that was lost before the file was sent");
      } else if (isTooLongForKey(value)) {
        refuse(column, "is too long for an identifier in these letters");
      }
      return value;
    },
    instant(column, future) {
      const text = raw(column).trim();
      if (text === "") return null;
      const instant = times.instant(text);
      if ("problem" in instant) refuse(column, instant.problem);
      else if (!future && instant.ms > receivedMs + FUTURE_SLACK_MS) refuse(column, tooFarAhead);
      else {
        if (instant.chosen) remarks.push(`${nameOf(column)} ${instant.chosen}`);
        return new Date(instant.ms).toISOString();
      }
      return null;
    },
    day(column) {
      const text = raw(column).trim();
      if (text === "") return null;
      const day = times.day(text);
      if (typeof day !== "string") {
        refuse(column, day.problem);
        return null;
      }
      const start = clock.startOfDay(day);
      if (typeof start === "number" && start > receivedMs + FUTURE_SLACK_MS) {
        refuse(column, tooFarAhead);
      }
      return day;
    },
  };
};

const isTooLongForKey = (value: string): boolean =>
  value.length * 9 > MOST_KEY_BYTES &&
  [...value].reduce((bytes, letter) => bytes + encodedBytes(letter), 0) > MOST_KEY_BYTES;

const encodedBytes = (letter: string): number => {
  const code = letter.codePointAt(0) ?? 0;
  if (/[A-Za-z0-9\-_.!~*'()]/.test(letter)) return 1;
  return code < 0x80 ? 3 : code < 0x800 ? 6 : code < 0x10000 ? 9 : 12;
};
