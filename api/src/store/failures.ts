import { AppError } from "@throughline/shared/errors.ts";

const RETRY_AFTER_SECONDS = 2;

/** What DynamoDB, S3 and the way to it answer when trying again later may do. */
const passing = new Set([
  "ProvisionedThroughputExceededException",
  "ThrottlingException",
  "RequestLimitExceeded",
  "LimitExceededException",
  "TransactionInProgressException",
  "InternalServerError",
  "ServiceUnavailable",
  "ServiceUnavailableException",
  "InternalFailure",
  "InternalError",
  "SlowDown",
  "TimeoutError",
  "AbortError",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** Whether a write was refused by its own condition. */
export const isRefusedByCondition = (error: unknown): boolean =>
  error instanceof Error && error.name === "ConditionalCheckFailedException";

/** The failure as the rest of the product knows it: `UNAVAILABLE` when it passes, else a bug. */
export const asFailure = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  const { code } = error as { code?: unknown };
  const passes = passing.has(error.name) || (typeof code === "string" && passing.has(code));
  return passes
    ? new AppError("UNAVAILABLE", { retryAfterSeconds: RETRY_AFTER_SECONDS, cause: error })
    : error;
};
