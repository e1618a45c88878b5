import * as z from "zod/mini";
import type { Row } from "../dynalite-writes.ts";
import { StartFailure } from "../start-failure.ts";

/**
 * A file of the data folder, a row of its database, or an object of its bucket: its key and when it
 * was put (to the second), and then its bytes in pieces of base64.
 */
export type Part =
  | { file: string; text: string }
  | { row: Row }
  | { object: string; at: string }
  | { bytes: string };

const lineSchema = z.union([
  z.object({ row: z.tuple([z.string(), z.string()]) }),
  z.object({ file: z.string(), text: z.string() }),
  z.object({ object: z.string(), at: z.iso.datetime() }),
  z.object({ bytes: z.string() }),
  z.object({ end: z.int() }),
]);

/** Parts as lines of JSON. The last line counts them, so that a cut is seen. */
export async function* toLines(parts: AsyncIterable<Part>): AsyncGenerator<string> {
  let count = 0;
  for await (const part of parts) {
    count++;
    yield `${JSON.stringify(part)}\n`;
  }
  yield `${JSON.stringify({ end: count })}\n`;
}

/** The parts of `toLines`. Throws a `StartFailure` that begins with `what` when any is missing. */
export async function* fromLines(lines: AsyncIterable<string>, what: string): AsyncGenerator<Part> {
  let count = 0;
  for await (const text of lines) {
    const line = lineSchema.safeParse(parseJson(text));
    if (!line.success) throw damaged(what);
    if ("end" in line.data) {
      if (line.data.end === count) return;
      throw damaged(what);
    }
    count++;
    yield line.data;
  }
  throw damaged(what);
}

/** The lines of a text in UTF-8 that comes in pieces; the last needs no line break. */
export async function* readLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export const damaged = (what: string, cause?: unknown): StartFailure =>
  new StartFailure(`${what} is damaged, or was cut off.`, { cause });
