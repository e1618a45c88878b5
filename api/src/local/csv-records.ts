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
  for (;;) {
    const from = offset;
    const parser = parse({
      bom: from === 0,
      info: true,
      raw: true,
      relax_column_count: true,
      record_delimiter: ["\r\n", "\n", "\r"],
      skip_empty_lines: true,
      max_record_size: LONGEST_RECORD,
    });
    const source = createReadStream(file, { start: from });
    source.on("error", (error) => parser.destroy(error));
    source.pipe(parser);
    try {
      for await (const { record, raw, info } of parser as AsyncIterable<ParsedRecord>) {
        offset = from + info.bytes;
        const blank = /^[\r\n]*/.exec(raw)?.[0] ?? "";
        yield { line: line + countLineBreaks(blank), cells: record, bytesRead: offset };
        line += countLineBreaks(raw);
      }
      return;
    } catch (error) {
      const problem = problems[(error as CsvError).code];
      if (problem === undefined) throw error;
      const bad = await skipLine(file, offset);
      yield { line: line + bad.blankLines, problem, bytesRead: bad.next };
      offset = bad.next;
      line += bad.blankLines + 1;
    } finally {
      source.destroy();
    }
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
    let text = "";
    for (let position = offset; ; ) {
      const { buffer, bytesRead } = await file.read({ position, length: 65_536 });
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
