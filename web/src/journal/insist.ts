import type { After } from "./environment.ts";

const RETRY_DELAYS_MS = [50, 250, 1_000];
const PASSING = ["AbortError", "InvalidStateError", "QuotaExceededError", "UnknownError"];

/**
 * Runs a transaction, and after an error that may pass again, a few times and on a new connection
 * (`forget` gives up the old one); then the error is thrown. An attempt that failed may have been
 * carried out all the same.
 */
export const insist = async <T>(
  after: After,
  attempt: () => Promise<T>,
  forget: () => void,
): Promise<T> => {
  for (let failures = 0; ; failures++) {
    try {
      return await attempt();
    } catch (problem) {
      forget();
      const delay = RETRY_DELAYS_MS[failures];
      if (delay === undefined || !PASSING.includes((problem as Error)?.name)) throw problem;
      await new Promise<void>((resolve) => after(delay, resolve));
    }
  }
};
