import type { Encoding } from "../feed-profile.ts";

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** The encoding that a byte order mark at the start of a file names, and the mark's length. */
export const findMark = (bytes: Uint8Array): { encoding: Encoding; length: number } | undefined => {
  for (const [encoding, mark] of marks) {
    if (mark.every((byte, index) => bytes[index] === byte)) {
      return { encoding, length: mark.length };
    }
  }
  return undefined;
};

/** How many bytes the characters from `from` to before `to` take up in a file. */
export const countBytes = (text: string, from: number, to: number, encoding: Encoding): number => {
  if (encoding === "windows-1252") return to - from;
  if (encoding !== "utf-8") return (to - from) * 2;
  let bytes = to - from;
  for (let index = from; index < to; index++) {
    const unit = text.charCodeAt(index);
    // Each half of a surrogate pair is two of its four bytes.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
};

/** The length of the bytes up to the end of their last whole character. */
export const wholeCharacters = (bytes: Uint8Array, encoding: Encoding): number => {
  const { length } = bytes;
  if (encoding === "windows-1252") return length;
  if (encoding !== "utf-8") {
    const even = length - (length % 2);
    const high = bytes[encoding === "utf-16le" ? even - 1 : even - 2] ?? 0;
    return high >= 0xd8 && high <= 0xdb ? even - 2 : even;
  }
  for (let back = 1; back <= 3 && back <= length; back++) {
    const byte = bytes[length - back] as number;
    if (byte < 0x80) return length;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < needed ? length - back : length;
    }
  }
  return length;
};
