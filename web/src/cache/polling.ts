const LONGEST_MS = 60_000;

/**
 * Milliseconds until the next poll: the usual pause, doubled with every failure in a row up to a
 * minute, and never before the server's own wish.
 */
export const nextPollMs = (
  everyMs: number,
  failures: number,
  retryAfterSeconds: number | undefined,
): number =>
  Math.max(
    Math.min(everyMs * 2 ** failures, Math.max(LONGEST_MS, everyMs)),
    (retryAfterSeconds ?? 0) * 1000,
  );
