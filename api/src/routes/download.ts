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
  const type = types[name.slice(name.lastIndexOf(".") + 1) as keyof typeof types];
  return c.body(ReadableStream.from(bytes()), 200, {
    "content-type": type,
    "content-disposition": `attachment; filename="${name}"`,
  });
};
