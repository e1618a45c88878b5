import { AppError, type ErrorCode, errors } from "@throughline/shared/errors.ts";
import type { Context } from "hono";
import { describeError, type Log } from "../log.ts";
import { patternOf } from "./pattern.ts";

/** The one place where what was thrown becomes an answer. What is no refusal is a bug: logged once. */
export const answerFailure = (error: unknown, c: Context, log: Log): Response => {
  const route = { method: c.req.method, route: patternOf(c) };
  // Whoever asked was gone before all of it was here: nobody hears the answer, and nothing is wrong.
  if (isCutOff(error)) return answerRefusal(c, new AppError("UNAVAILABLE"));
  if (!(error instanceof AppError)) {
    log("failure", { ...route, ...describeError(error) });
    return answerRefusal(c, new AppError("INTERNAL"));
  }
  if (error.code === "UNAVAILABLE") log("unavailable", { ...route, ...describeError(error) });
  return answerRefusal(c, error);
};

/** What the store is cut off from is an `AppError` by now. */
const isCutOff = (error: unknown) =>
  (error as NodeJS.ErrnoException | undefined)?.code === "ECONNRESET";

export const answerRefusal = (c: Context, { code, message, ...refusal }: AppError): Response => {
  const { details, retryAfterSeconds } = refusal;
  c.header("cache-control", "no-store");
  if (retryAfterSeconds !== undefined) c.header("retry-after", String(retryAfterSeconds));
  return c.json({ error: { code, message, details } }, statusOf(code));
};

const statusOf = (code: ErrorCode) => errors[code].status;
