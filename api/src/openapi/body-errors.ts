import type { ErrorCode } from "@throughline/shared/errors.ts";

/** What every request with a body may be answered. */
export const bodyErrors: ErrorCode[] = ["BAD_REQUEST", "TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE"];
