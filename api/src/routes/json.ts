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
    throw new AppError("TOO_LARGE", { details: { maxBytes: MAX_BODY_BYTES } });
  },
});

/** The JSON of a body. Throws `UNSUPPORTED_MEDIA_TYPE`, or `BAD_REQUEST` for what is no JSON. */
export const readJson = async (c: Context): Promise<unknown> => {
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new AppError("UNSUPPORTED_MEDIA_TYPE");
  try {
    return JSON.parse(await c.req.text());
  } catch (cause) {
    throw new AppError("BAD_REQUEST", { details: { field: "", problem: "not JSON" }, cause });
  }
};

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
