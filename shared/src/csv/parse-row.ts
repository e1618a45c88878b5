export type RowFault = "opened-inside" | "closed-inside" | "never-closed" | "too-long";

export interface ParsedRow {
  cells: string[];
  /** Where the row's line break stands, or the text ends. */
  end: number;
  /** Whether any cell stands in quotes, and may hold line breaks. */
  quoted: boolean;
}

const QUOTE = 34;
const LF = 10;
const CR = 13;

/**
 * Parses one row (RFC 4180) that begins at `from` and ends at LF, CR or, with `atEnd`, the end of the
 * text. Undefined where the text ends before the row does. A row of more than `longest` characters
 * is a fault, wherever the text happens to end.
 */
export const parseRow = (
  text: string,
  from: number,
  options: { delimiter: string; atEnd: boolean; longest: number },
): ParsedRow | RowFault | undefined => {
  const delimiter = options.delimiter.charCodeAt(0);
  const lastIndex = from + options.longest;
  const stop = Math.min(text.length, lastIndex + 1);
  const ranOut = (inQuotes: boolean): RowFault | undefined => {
    if (text.length > lastIndex) return "too-long";
    return options.atEnd && inQuotes ? "never-closed" : undefined;
  };

  const cells: string[] = [];
  let quoted = false;
  for (let at = from; ; at++) {
    if (at < stop && text.charCodeAt(at) === QUOTE) {
      quoted = true;
      const cell = readQuoted(text, at, stop);
      if (cell === undefined) return ranOut(true);
      cells.push(cell.value);
      at = cell.end;
      if (at < stop) {
        const next = text.charCodeAt(at);
        if (next === delimiter) continue;
        return next === LF || next === CR ? { cells, end: at, quoted } : "closed-inside";
      }
    } else {
      const start = at;
      let code = -1;
      for (; at < stop; at++) {
        code = text.charCodeAt(at);
        if (code === delimiter || code === LF || code === CR || code === QUOTE) break;
      }
      if (at < stop) {
        if (code === QUOTE) return "opened-inside";
        cells.push(text.slice(start, at));
        if (code === delimiter) continue;
        return { cells, end: at, quoted };
      }
      cells.push(text.slice(start, at));
    }
    if (text.length > lastIndex) return "too-long";
    return options.atEnd ? { cells, end: at, quoted } : undefined;
  }
};

/** The value of the cell whose opening quote stands at `open`, and the place after its closing one. */
const readQuoted = (
  text: string,
  open: number,
  stop: number,
): { value: string; end: number } | undefined => {
  let escapes = false;
  for (let at = open + 1; ; ) {
    const close = text.indexOf('"', at);
    if (close < 0 || close >= stop) return undefined;
    if (close + 1 < stop && text.charCodeAt(close + 1) === QUOTE) {
      escapes = true;
      at = close + 2;
      continue;
    }
    const value = text.slice(open + 1, close);
    return { value: escapes ? value.replaceAll('""', '"') : value, end: close + 1 };
  }
};

export const countLineBreaks = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0;
