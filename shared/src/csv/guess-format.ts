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

/** The delimiter that makes the first row a known header, if one does; the profile's own first. */
export const guessDelimiter = (
  bytes: Uint8Array,
  encoding: Encoding,
  profile: FeedProfile,
): FeedProfile["delimiter"] | undefined =>
  [profile.delimiter, ...delimiters].find((delimiter) => {
    const reader = createRowReader({ delimiter, encoding });
    const [first] = [...reader.push(bytes), ...reader.end()];
    if (first?.type !== "row") return false;
    return "kind" in recogniseHeader(first.cells, first.line, { ...profile, delimiter });
  });
