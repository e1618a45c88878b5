import { delimiters, type Encoding, type FeedProfile } from "../feed-profile.ts";
import { createByteDecoder } from "./decode-bytes.ts";
import { findMark } from "./encoding.ts";
import { createRowReader } from "./read-rows.ts";
import { recogniseHeader } from "./recognise-header.ts";

/** The likeliest encoding of a file by its first bytes: a mark, every other byte empty, UTF-8, else windows-1252. */
export const guessEncoding = (bytes: Uint8Array, isWhole: boolean): Encoding => {
  const mark = findMark(bytes);
  if (mark) return mark.encoding;
  const empty = [0, 0];
  for (const [index, byte] of bytes.entries())
    if (byte === 0) empty[index % 2] = (empty[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = empty;
  if ((even + odd) * 4 > bytes.length) return odd > even ? "utf-16le" : "utf-16be";
  const decoder = createByteDecoder("utf-8");
  decoder.push(bytes);
  if (isWhole) decoder.end();
  return decoder.failed ? "windows-1252" : "utf-8";
};

/** The cells of a file's first row; undefined where that cannot be read. */
export const readFirstRow = (
  bytes: Uint8Array,
  format: Pick<FeedProfile, "delimiter" | "encoding">,
): { cells: string[]; line: number } | undefined => {
  const reader = createRowReader(format);
  const [first] = [...reader.push(bytes), ...reader.end()];
  return first?.type === "row" ? first : undefined;
};

/**
 * The delimiter that makes the first row a known header, the profile's own first; else, where that
 * one leaves the row in one piece, the one that makes the most of it.
 */
export const guessDelimiter = (
  bytes: Uint8Array,
  encoding: Encoding,
  profile: FeedProfile,
): FeedProfile["delimiter"] | undefined => {
  const rows = [profile.delimiter, ...delimiters].map((delimiter) => ({
    delimiter,
    row: readFirstRow(bytes, { delimiter, encoding }),
  }));
  const known = rows.find(
    ({ delimiter, row }) =>
      row && "kind" in recogniseHeader(row.cells, row.line, { ...profile, delimiter }),
  );
  if (known) return known.delimiter;
  const cells = (row: (typeof rows)[number]["row"]) => row?.cells.length ?? 0;
  if (cells(rows[0]?.row) > 1) return undefined;
  const [most] = rows.sort((one, other) => cells(other.row) - cells(one.row));
  return most && cells(most.row) > 2 ? most.delimiter : undefined;
};
