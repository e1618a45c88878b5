/** The only fields a log line may hold: nothing that a patient or a device sent is among them. */
export interface LogFields {
  method?: string;
  /** The route's pattern, never the path. */
  route?: string;
  status?: number;
  ms?: number;
  site?: string;
  day?: string;
  count?: number;
  /** A source of files, as the site calls it. */
  feed?: string;
  /** One of a few words of our own. */
  why?: string;
  /** An error's name. */
  error?: string;
  /** Where it came from; the message is left out, for it may quote what was sent. */
  stack?: string[];
}

export type LogEvent =
  | "request"
  | "failure"
  | "unavailable"
  | "guide-built"
  | "expired-removed"
  | "maintenance-failed"
  | "outlet-failed"
  | "monitor-failed"
  | "feed-silent"
  | "object-passed-over"
  | "ingest-failed";

/** Writes one JSON line per event. */
export type Log = (event: LogEvent, fields?: LogFields) => void;

const allowed = [
  "method",
  "route",
  "status",
  "ms",
  "site",
  "day",
  "count",
  "feed",
  "why",
  "error",
  "stack",
] as const satisfies readonly (keyof LogFields)[];

/** A log onto `write`, which is given whole lines without their end. */
export const createLog =
  ({ write, now }: { write: (line: string) => void; now: () => number }): Log =>
  (event, fields = {}) => {
    const line: Record<string, unknown> = { at: new Date(now()).toISOString(), event };
    for (const field of allowed) if (fields[field] !== undefined) line[field] = fields[field];
    write(JSON.stringify(line));
  };

/** What may be logged of anything thrown: the names and places of it and of what caused it. */
export const describeError = (error: unknown): Pick<LogFields, "error" | "stack"> => {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("at "));
  const cause = error.cause instanceof Error ? describeError(error.cause) : undefined;
  return {
    error: cause ? `${error.name} < ${cause.error}` : error.name,
    stack: [...frames, ...(cause?.stack ?? [])],
  };
};
