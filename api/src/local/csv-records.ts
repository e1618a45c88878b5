import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { type CsvError, parse } from "csv-parse";

/** One record of a CSV file, or a line at which none begins; lines count from 1. */
export type CsvRecord =
  | { line: number; cells: string[]; bytesRead: number }
  | { line: number; problem: string; bytesRead: number };

/** A cell that goes on for longer than this was opened by a stray quote. */
const LONGEST_RECORD = 1 << 20;

const problems: Partial<Record<CsvError["code"], string>> = {
  CSV_INVALID_CLOSING_QUOTE: "a quote is closed in the middle of a cell",
  INVALID_OPENING_QUOTE: "a quote is opened in the middle of a cell",
  CSV_QUOTE_NOT_CLOSED: "a quote is never closed",
  CSV_MAX_RECORD_SIZE: "the row is too long, or a quote is never closed",
};

/**
 * Reads a CSV file (RFC 4180, UTF-8 with or without its mark) record by record. Where quotes do not
 * fit, the line is reported and reading goes on at the next one, so that no line is ever swallowed
 * by the fault of another. Rejects with the system's error when the file cannot be read.
 */
export async function* readCsvRecords(file: string): AsyncGenerator<CsvRecord> {
  let offset = 0;
  let line = 1;
  /** Where the row with the next fault begins, once that is known. */
  let fault: { offset: number; problem: string } | undefined;
  for (;;) {
    try {
      for await (const { record, raw, end } of parsePart(file, offset, fault?.offset)) {
        const blankLines = countLineBreaks(/^[\r\n]*/.exec(raw)?.[0] ?? "");
        offset = end;
        yield { line: line + blankLines, cells: record, bytesRead: offset };
        line += countLineBreaks(raw);
      }
      if (!fault) return;
      const skipped = await skipLine(file, fault.offset);
      offset = skipped.next;
      yield { line: line + skipped.blankLines, problem: fault.problem, bytesRead: offset };
      line += skipped.blankLines + 1;
      fault = undefined;
    } catch (error) {
      const problem = problems[(error as CsvError).code];
      if (problem === undefined) throw error;
      // Rows before the fault may have been parsed and not yet been handed out: they come first.
      fault = { offset: (error as FaultyPart).endOfLastRow, problem };
    }
  }
}

interface ParsedRow {
  record: string[];
  raw: string;
  /** The byte of the file after this row. */
  end: number;
}

interface FaultyPart extends CsvError {
  endOfLastRow: number;
}

/** Parses the bytes of a file from `start` to before `end`; throws a `FaultyPart`. */
async function* parsePart(file: string, start: number, end?: number): AsyncGenerator<ParsedRow> {
  if (start === end) return;
  let endOfLastRow = start;
  const parser = parse({
    bom: start === 0,
    info: true,
    raw: true,
    on_record: (record, { bytes }) => {
      endOfLastRow = start + bytes;
      return record;
    },
    relax_column_count: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
  });
  const source = createReadStream(file, { start, ...(end === undefined ? {} : { end: end - 1 }) });
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const { record, raw, info } of parser as AsyncIterable<ParsedRecord>) {
      yield { record, raw, end: start + info.bytes };
    }
  } catch (error) {
    throw Object.assign(error as CsvError, { endOfLastRow });
  } finally {
    source.destroy();
  }
}

interface ParsedRecord {
  record: string[];
  raw: string;
  info: { bytes: number };
}

const countLineBreaks = (text: string) => text.match(/\r\n|\n|\r/g)?.length ?? 0;

/** The byte after the first line from `offset` on that is not empty, and how many were. */
const skipLine = async (
  path: string,
  offset: number,
): Promise<{ next: number; blankLines: number }> => {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(65_536);
    let text = "";
    for (let position = offset; ; ) {
      const { bytesRead } = await file.read({ buffer, position });
      // One character a byte, so that positions in the text are positions in the file.
      text += buffer.toString("latin1", 0, bytesRead);
      position += bytesRead;
      const found = /^([\r\n]*)[^\r\n]+(\r\n|\r(?!$)|\n)/.exec(text);
      if (found || bytesRead === 0) {
        const blank = found?.[1] ?? /^[\r\n]*/.exec(text)?.[0] ?? "";
        return {
          next: offset + (found?.[0] ?? text).length,
          blankLines: countLineBreaks(blank),
        };
      }
    }
  } finally {
    await file.close();
  }
};
