import { encodeText } from "@throughline/shared/csv/encode-text.ts";
import { csvCell } from "@throughline/shared/csv/formula-safe.ts";
import { type CsvItem, createRowReader } from "@throughline/shared/csv/read-rows.ts";
import type { Encoding, FeedProfile } from "@throughline/shared/feed-profile.ts";
import { columnKey } from "@throughline/shared/file-columns.ts";
import type { RowIssue } from "@throughline/shared/file-report.ts";

/** The bytes of the file from a place on. */
export type OpenFile = (
  from: number,
) => AsyncIterable<Uint8Array> | Promise<AsyncIterable<Uint8Array>>;

/**
 * The rows of a file that did not go in, as a file of its own: the header and the rows byte by byte
 * as they came, in the same encoding and with the same delimiter, and why each was refused in a last
 * column `reason`. The issues are in the order of the rows. Nothing comes of a file without a header.
 */
export async function* writeRejectedRows(
  open: OpenFile,
  issues: AsyncIterable<RowIssue> | Iterable<RowIssue>,
  profile: Pick<FeedProfile, "delimiter" | "encoding">,
): AsyncGenerator<Uint8Array> {
  const { delimiter } = profile;
  const header = await findHeader(open, profile);
  if (!header) return;
  const write = (text: string) => encodeText(text, header.encoding);
  const { copy, close } = createCopier(await open(0));
  try {
    yield* copy(0, header.byteTo);
    yield write(`${delimiter}${freeName(header.names)}${header.lineBreak}`);
    for await (const { byteFrom, byteTo, reasons } of issues) {
      yield* copy(byteFrom, byteTo);
      yield write(`${delimiter}${reasonCell(reasons)}${header.lineBreak}`);
    }
  } finally {
    await close();
  }
}

interface FoundHeader {
  names: string[];
  /** The header's end; the byte order mark and blank lines before it belong to it. */
  byteTo: number;
  encoding: Encoding;
  lineBreak: string;
}

const findHeader = async (
  open: OpenFile,
  profile: Pick<FeedProfile, "delimiter" | "encoding">,
): Promise<FoundHeader | undefined> => {
  const { delimiter, encoding } = profile;
  const reader = createRowReader({ delimiter, encoding });
  const found = (items: CsvItem[]) => items.find(({ type }) => type !== "end");
  let first: CsvItem | undefined;
  for await (const bytes of await open(0)) {
    first = found(reader.push(bytes));
    if (first || reader.ended) break;
  }
  first ??= found(reader.end());
  if (first?.type !== "row") return undefined;
  const { cells, byteTo } = first;
  const lineBreak = await findLineBreak(open, byteTo);
  return { names: cells, byteTo, encoding: reader.encoding, lineBreak };
};

/** The line break at a place of the file; CRLF where there is none. */
const findLineBreak = async (open: OpenFile, from: number): Promise<string> => {
  const seen: number[] = [];
  for await (const bytes of await open(from)) {
    // The zero bytes of UTF-16 fall out: what is left of a line break are its letters.
    seen.push(...bytes.subarray(0, 4).filter((byte) => byte !== 0));
    if (seen.length >= 2) break;
  }
  if (seen[0] === 10) return "\n";
  return seen[0] === 13 && seen[1] !== 10 ? "\r" : "\r\n";
};

/** `reason`, or what is not taken yet: a file that comes back mended has the column already. */
const freeName = (names: readonly string[]): string => {
  const taken = new Set(names.map(columnKey));
  let name = "reason";
  for (let count = 2; taken.has(name); count++) name = `reason ${count}`;
  return name;
};

/** Always in quotes, whatever the delimiter, and never a formula, whatever the columns are called. */
const reasonCell = (reasons: RowIssue["reasons"]): string => {
  const cell = csvCell(
    reasons.map(({ column, reason }) => (column ? `${column}: ${reason}` : reason)).join("; "),
  );
  return cell.startsWith('"') ? cell : `"${cell}"`;
};

/** Copies ranges of a stream, one after the other. */
const createCopier = (bytes: AsyncIterable<Uint8Array>) => {
  const pieces = bytes[Symbol.asyncIterator]();
  let piece: Uint8Array = new Uint8Array(0);
  let pieceFrom = 0;
  async function* copy(from: number, to: number): AsyncGenerator<Uint8Array> {
    for (let at = from; at < to; ) {
      if (at >= pieceFrom + piece.length) {
        const next = await pieces.next();
        if (next.done) return;
        pieceFrom += piece.length;
        piece = next.value;
        continue;
      }
      const part = piece.subarray(at - pieceFrom, to - pieceFrom);
      yield part;
      at += part.length;
    }
  }
  return { copy, close: async () => void (await pieces.return?.()) };
};
