import type { Encoding } from "../feed-profile.ts";

/** Part of the language's platform everywhere, though not of its own library. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (encoding: Encoding) => { decode(bytes: Uint8Array): string };

/** The bytes of a text; what windows-1252 cannot write becomes a question mark. */
export const encodeText = (text: string, encoding: Encoding): Uint8Array => {
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  if (encoding === "windows-1252") {
    return Uint8Array.from([...text], (letter) => {
      const code = letter.codePointAt(0) ?? 0;
      if (code < 0x80 || (code > 0x9f && code < 0x100)) return code;
      const place = windowsLetters().indexOf(letter);
      return place < 0 ? 0x3f : 0x80 + place;
    });
  }
  const bytes = new Uint8Array(text.length * 2);
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const isLittle = encoding === "utf-16le";
    bytes[index * 2] = isLittle ? unit & 255 : unit >> 8;
    bytes[index * 2 + 1] = isLittle ? unit >> 8 : unit & 255;
  }
  return bytes;
};

/** What the bytes 0x80 to 0x9F stand for, in order. */
const windowsLetters = (): string =>
  new TextDecoder("windows-1252").decode(
    Uint8Array.from({ length: 32 }, (_, index) => 0x80 + index),
  );
