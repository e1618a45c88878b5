import type { Encoding } from "../feed-profile.ts";
import { findMark, wholeCharacters } from "./encoding.ts";

/** Part of the language's platform everywhere, though not of its own library. */
declare const TextDecoder: new (
  encoding: Encoding,
  options: { fatal: boolean; ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

export interface ByteDecoder {
  /** The text of the next bytes, as far as its characters are whole. */
  push(bytes: Uint8Array): string;
  /** The text of what is left. */
  end(): string;
  /** What is read: the file's byte order mark counts for more than what was asked for. */
  readonly encoding: Encoding;
  readonly hasMark: boolean;
  readonly markLength: number;
  /** True once bytes came that are no text; nothing is decoded from there on. */
  readonly failed: boolean;
}

const LONGEST_MARK = 3;
const nothing = new Uint8Array(0);

/**
 * Decodes a file piece by piece. With `lenient`, bytes that are no text become U+FFFD; else decoding
 * ends before the first of them.
 */
export const createByteDecoder = (wanted: Encoding, lenient = false): ByteDecoder => {
  let encoding = wanted;
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let markLength = 0;
  let rest: Uint8Array = nothing;
  let failed = false;

  const decode = (bytes: Uint8Array) =>
    decoder?.decode(bytes.subarray(0, wholeCharacters(bytes, encoding))) ?? "";
  const decodeWhatCan = (bytes: Uint8Array): string => {
    let text = "";
    let good = 0;
    for (let bad = bytes.length; bad - good > 1; ) {
      const middle = (good + bad) >> 1;
      try {
        text = decode(bytes.subarray(0, middle));
        good = middle;
      } catch {
        bad = middle;
      }
    }
    return text;
  };

  const take = (more: Uint8Array, isLast: boolean): string => {
    if (failed) return "";
    let bytes = rest.length === 0 ? more : join(rest, more);
    rest = nothing;
    if (!decoder) {
      if (bytes.length < LONGEST_MARK && !isLast) {
        rest = bytes.slice();
        return "";
      }
      const mark = findMark(bytes);
      if (mark) {
        encoding = mark.encoding;
        markLength = mark.length;
        bytes = bytes.subarray(mark.length);
      }
      decoder = new TextDecoder(encoding, { fatal: !lenient, ignoreBOM: true });
    }
    const whole = wholeCharacters(bytes, encoding);
    rest = bytes.slice(whole);
    try {
      const text = decode(bytes);
      if (!isLast || rest.length === 0) return text;
      failed = !lenient;
      return lenient ? text + decoder.decode(rest) : text;
    } catch {
      failed = true;
      return decodeWhatCan(bytes);
    }
  };

  return {
    push: (bytes) => take(bytes, false),
    end: () => take(nothing, true),
    get encoding() {
      return encoding;
    },
    get hasMark() {
      return markLength > 0;
    },
    get markLength() {
      return markLength;
    },
    get failed() {
      return failed;
    },
  };
};

const join = (first: Uint8Array, second: Uint8Array): Uint8Array => {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
};
