import type { Context } from "hono";
import { describeError, type Log } from "../log.ts";
import { patternOf } from "./pattern.ts";

const types = {
  csv: "text/csv; charset=utf-8; header=present",
  xes: "application/xml; charset=utf-8",
  json: "application/json; charset=utf-8",
  jsonl: "application/jsonl; charset=utf-8",
};

/**
 * Answers a file as it is made; the end of its name tells its type. A failure on the way is logged and breaks the download off, so
 * that half a file is never taken for a whole one.
 */
export const sendFile = (
  c: Context,
  name: `${string}.${keyof typeof types}`,
  pieces: AsyncIterable<string>,
  log: Log,
): Response => {
  const type = types[name.slice(name.lastIndexOf(".") + 1) as keyof typeof types];
  const encoder = new TextEncoder();
  const bytes = async function* () {
    for await (const piece of pieces) yield encoder.encode(piece);
  };
  return sendBytes(c, { name, type }, bytes(), log);
};

/** The same with bytes and a name of any letters. */
export const sendBytes = (
  c: Context,
  { name, type }: { name: string; type: string },
  pieces: AsyncIterable<Uint8Array>,
  log: Log,
): Response => {
  const route = patternOf(c);
  const bytes = async function* () {
    try {
      yield* pieces;
    } catch (error) {
      log("failure", { method: c.req.method, route, ...describeError(error) });
      throw error;
    }
  };
  return c.body(ReadableStream.from(bytes()), 200, {
    "content-type": type,
    "content-disposition": `attachment; ${fileNameOf(name)}`,
  });
};

/** RFC 6266; the quoted form where it can say the name. */
const fileNameOf = (name: string): string =>
  /^[\w.-]+$/.test(name)
    ? `filename="${name}"`
    : `filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, encodeByte)}`;

const encodeByte = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
