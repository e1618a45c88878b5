/** The closed list of refusals: code → HTTP status and the sentence that a person may read. */
export const errors = {
  BAD_REQUEST: { status: 400, message: "The request is not valid." },
  UNAUTHENTICATED: { status: 401, message: "Please sign in." },
  FORBIDDEN: { status: 403, message: "This is not allowed." },
  NOT_FOUND: { status: 404, message: "There is nothing at this address." },
  INSECURE: {
    status: 403,
    message: "Personal data is shown over HTTPS only. Please use the secure address.",
  },
  UNKNOWN_SITE: { status: 404, message: "There is no site with this name." },
  VERSION_CONFLICT: { status: 409, message: "Somebody else changed this in the meantime." },
  STATION_IN_USE: {
    status: 409,
    message: "This station has recorded scans. Retire it instead of deleting it.",
  },
  ZONE_FIXED: {
    status: 409,
    message: "The time zone cannot change once scans are recorded.",
  },
  TOO_MANY: { status: 409, message: "There are as many of these as there can be." },
  TOO_LARGE: { status: 413, message: "The request is too large." },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, message: "Send JSON, plain or packed with gzip." },
  UPLOAD_REFUSED: {
    status: 403,
    message: "This upload address is used up, has expired, or is for another file.",
  },
  RATE_LIMITED: { status: 429, message: "Too many requests. Please wait a moment." },
  INTERNAL: { status: 500, message: "Something went wrong on the server." },
  UNAVAILABLE: { status: 503, message: "The server cannot do this now. Please try again." },
} as const;

export type ErrorCode = keyof typeof errors;

/** Why one journal entry was refused while its batch went on. */
export const entryCodes = [
  "UNKNOWN_STATION",
  "UNKNOWN_REASON",
  "WRONG_DAY",
  /** Set by the device when the server cannot read the entry at all (400 for it alone). */
  "UNREADABLE",
] as const;
export type EntryCode = (typeof entryCodes)[number];

/** The same for what a ward's tablet recorded. */
export const wardEntryCodes = [
  /** No file has named the stay. */
  "UNKNOWN_ADMISSION",
  /** A review later than the longest that may be asked for. */
  "TOO_LONG",
  "UNREADABLE",
] as const;
export type WardEntryCode = (typeof wardEntryCodes)[number];

/** A refusal: the one kind of throw that becomes an answer with its own code. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown> | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    options: {
      details?: Record<string, unknown>;
      retryAfterSeconds?: number;
      cause?: unknown;
    } = {},
  ) {
    super(errors[code].message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.details = options.details;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
