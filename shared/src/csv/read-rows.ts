import type { Encoding } from "../feed-profile.ts";
import type { FileProblem } from "../file-report.ts";
import { createByteDecoder } from "./decode-bytes.ts";
import { countBytes } from "./encoding.ts";
import { cutInQuote, emptyFile, tooLarge, wrongEncoding, zipArchive } from "./file-problem.ts";
import { countLineBreaks, parseRow, type RowFault } from "./parse-row.ts";

/** Where a row stands in its file. */
export interface RowPlace {
  /** The line on which the row begins, as an editor shows it: from 1, line breaks in quotes counted. */
  line: number;
  /** The header is 0, the row below it 1; blank lines are no rows. */
  rowNumber: number;
  /** The row's bytes in the file as it came, without its line break. */
  byteFrom: number;
  byteTo: number;
}

export type CsvItem =
  | (RowPlace & { type: "row"; cells: string[] })
  /** A line whose quotes do not fit, in words; reading goes on at the next line. */
  | (RowPlace & { type: "fault"; reason: string })
  | CsvEnd;

/** Always the last item. */
export interface CsvEnd {
  type: "end";
  /** Why reading ended before the file did, or what shows that the file itself ends too early. */
  problem?: FileProblem;
  /** What was read, by the file's byte order mark or, without one, as it was asked for. */
  encoding: Encoding;
  hasMark: boolean;
  /** How many were read: all, or those before the problem. */
  bytes: number;
}

export interface ReadRowsOptions {
  delimiter: string;
  encoding: Encoding;
  maxBytes?: number;
  /** Bytes that are no text become U+FFFD instead of ending the file; places after them are near, not exact. */
  lenient?: boolean;
}

/** A row that goes on for longer than this many characters was opened by a stray quote. */
export const LONGEST_ROW = 1 << 20;

/** What ZIP archives begin with (APPNOTE 4.3.7); no CSV does. */
const ZIP_MAGIC = "PK\u0003\u0004";

const faults: Record<RowFault, string> = {
  "opened-inside": "a quote is opened in the middle of a cell",
  "closed-inside": "a quote is closed in the middle of a cell",
  "never-closed": "a quote is never closed",
  "too-long": "the row is longer than 1 MB, or a quote is never closed",
};

export interface RowReader {
  push(bytes: Uint8Array): CsvItem[];
  end(): CsvItem[];
  /** True once nothing more is read. */
  readonly ended: boolean;
  /** What is read: known for certain once a row was. */
  readonly encoding: Encoding;
  readonly hasMark: boolean;
}

/**
 * Reads a CSV file (RFC 4180; line breaks LF, CRLF or CR) strictly and piece by piece, wherever the
 * pieces end. Where quotes do not fit, that line is a fault and reading goes on at the next one, so
 * that no line is swallowed by the fault of another.
 */
export const createRowReader = (options: ReadRowsOptions): RowReader => {
  const { delimiter, maxBytes = Number.POSITIVE_INFINITY } = options;
  const decoder = createByteDecoder(options.encoding, options.lenient);
  let bytesTaken = 0;
  let ended = false;

  /** What is not read yet, where it begins (after the mark), and whether a CR stands just before it. */
  let text = "";
  let byteAt = 0;
  let line = 1;
  let afterCr = false;
  let rowNumber = 0;
  let faulty: { byteFrom: number; reason: string } | undefined;
  let unclosedAt: number | undefined;

  const read = (more: string, atEnd: boolean): CsvItem[] => {
    const items: CsvItem[] = [];
    text += more;
    let at = 0;
    const goTo = (place: number) => {
      byteAt += countBytes(text, at, place, decoder.encoding);
      at = place;
    };
    const place = (byteFrom: number) => ({
      line,
      rowNumber: rowNumber++,
      byteFrom: byteFrom + decoder.markLength,
      byteTo: byteAt + decoder.markLength,
    });

    const endFault = ({ byteFrom, reason }: { byteFrom: number; reason: string }) => {
      items.push({ type: "fault", ...place(byteFrom), reason });
      faulty = undefined;
    };

    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (faulty) {
        goTo(endOfLine(text, at));
        if (at < text.length) endFault(faulty);
      } else if (code === 10 || code === 13) {
        if (code === 13 || !afterCr) line++;
        afterCr = code === 13;
        goTo(at + 1);
      } else {
        afterCr = false;
        const row = parseRow(text, at, { delimiter, atEnd, longest: LONGEST_ROW });
        if (row === undefined) break;
        if (typeof row === "string") {
          if (row === "never-closed") unclosedAt ??= line;
          faulty = { byteFrom: byteAt, reason: faults[row] };
          continue;
        }
        const byteFrom = byteAt;
        const breaks = row.quoted ? countLineBreaks(text.slice(at, row.end)) : 0;
        goTo(row.end);
        items.push({ type: "row", ...place(byteFrom), cells: row.cells });
        line += breaks;
      }
    }
    if (faulty && atEnd) endFault(faulty);
    text = text.slice(at);
    return items;
  };

  /** Told at once, for an archive fails in as many ways as there are bytes. */
  const isArchive = (more: string) =>
    byteAt === 0 && `${text.slice(0, 4)}${more.slice(0, 4)}`.startsWith(ZIP_MAGIC);

  const end = (problem: FileProblem | undefined): CsvEnd => {
    ended = true;
    const nothing = rowNumber === 0 ? emptyFile : undefined;
    return {
      type: "end",
      ...((problem ?? nothing) && { problem: problem ?? nothing }),
      encoding: decoder.encoding,
      hasMark: decoder.hasMark,
      bytes: bytesTaken,
    };
  };
  const endAtBadBytes = () => {
    bytesTaken = decoder.markLength + byteAt + countBytes(text, 0, text.length, decoder.encoding);
    return end(wrongEncoding(line + countLineBreaks(text), decoder.encoding, decoder.hasMark));
  };

  return {
    push(bytes) {
      if (ended) return [];
      const allowed = bytes.subarray(0, maxBytes - bytesTaken);
      bytesTaken += allowed.length;
      const more = decoder.push(allowed);
      if (isArchive(more)) return [end(zipArchive)];
      const items = read(more, false);
      if (decoder.failed) items.push(endAtBadBytes());
      else if (allowed.length < bytes.length) items.push(end(tooLarge(maxBytes)));
      return items;
    },
    end() {
      if (ended) return [];
      const more = decoder.end();
      if (isArchive(more)) return [end(zipArchive)];
      const items = read(more, !decoder.failed);
      if (decoder.failed) items.push(endAtBadBytes());
      else items.push(end(unclosedAt === undefined ? undefined : cutInQuote(unclosedAt)));
      return items;
    },
    get ended() {
      return ended;
    },
    get encoding() {
      return decoder.encoding;
    },
    get hasMark() {
      return decoder.hasMark;
    },
  };
};

const endOfLine = (text: string, from: number): number => {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return text.length;
};
