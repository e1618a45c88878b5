import { gunzipSync } from "node:zlib";
import { AppError } from "@throughline/shared/errors.ts";
import { MAX_BODY_BYTES } from "@throughline/shared/limits.ts";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import * as z from "zod/mini";

// zod/mini has no words of its own.
z.config(z.locales.en());

/** Refuses a body that is too large, before it is read where its length is declared. */
export const limitBody = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw tooLarge();
  },
});

/**
 * The JSON of a body, which may be packed with gzip. Throws `UNSUPPORTED_MEDIA_TYPE`, `TOO_LARGE`
 * for one that unpacks to more than a plain body may have, or `BAD_REQUEST` for what is no JSON.
 */
export const readJson = async (c: Context): Promise<unknown> => {
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new AppError("UNSUPPORTED_MEDIA_TYPE");
  const bytes = unpack(
    new Uint8Array(await c.req.arrayBuffer()),
    c.req.header("content-encoding")?.trim().toLowerCase() ?? "identity",
  );
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw notReadable("not JSON", cause);
  }
};

const unpack = (bytes: Uint8Array, encoding: string): Uint8Array => {
  if (encoding === "identity") return bytes;
  if (encoding !== "gzip") throw new AppError("UNSUPPORTED_MEDIA_TYPE");
  try {
    // Stops at the limit, so a small body cannot unpack to a large one.
    return gunzipSync(bytes, { maxOutputLength: MAX_BODY_BYTES });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
    throw notReadable("not gzip", cause);
  }
};

const tooLarge = () => new AppError("TOO_LARGE", { details: { maxBytes: MAX_BODY_BYTES } });

const notReadable = (problem: string, cause: unknown) =>
  new AppError("BAD_REQUEST", { details: { field: "", problem }, cause });

/** The value that a schema makes of what was sent; throws `BAD_REQUEST` naming the first bad field. */
export const parse = <Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> => {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  throw new AppError("BAD_REQUEST", { details: problemOf(parsed.error) });
};

/** Where the first problem is and what it is: never the value, nor a name that the sender chose. */
export const problemOf = (error: z.core.$ZodError): { field: string; problem: string } => {
  const [issue] = error.issues;
  if (!issue) return { field: "", problem: "not valid" };
  const path = issue.code === "invalid_key" ? issue.path.slice(0, -1) : issue.path;
  return { field: path.map(String).join("."), problem: issue.message };
};

/** Answers JSON with its length, so that small answers are not compressed. */
export const sendJson = (c: Context, value: unknown, status: 200 | 201 = 200): Response => {
  const body = Buffer.from(JSON.stringify(value));
  return c.body(body, status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": String(body.byteLength),
  });
};
