import type { Context } from "hono";
import { describeError, type Log } from "../log.ts";
import { patternOf } from "./pattern.ts";

/**
 * Answers a CSV file as it is made. A failure on the way is logged and breaks the download off, so
 * that half a file is never taken for a whole one.
 */
export const sendCsv = (
  c: Context,
  name: string,
  pieces: AsyncIterable<string>,
  log: Log,
): Response => {
  const route = patternOf(c);
  const encoder = new TextEncoder();
  const bytes = async function* () {
    try {
      for await (const piece of pieces) yield encoder.encode(piece);
    } catch (error) {
      log("failure", { method: c.req.method, route, ...describeError(error) });
      throw error;
    }
  };
  return c.body(ReadableStream.from(bytes()), 200, {
    "content-type": "text/csv; charset=utf-8; header=present",
    "content-disposition": `attachment; filename="${name}"`,
  });
};
