import type { SyncState } from "../journal/sync-state.ts";
import type { Words } from "./words.ts";

/** What becomes of the entries that wait: that they are on their way, or why not and when again. */
export const tellAttempt = (
  { catalogue: { sync }, fill, time }: Words,
  { sending, why, nextAttemptMs }: Pick<SyncState, "sending" | "why" | "nextAttemptMs">,
): string => {
  if (sending) return sync.sending;
  const next = nextAttemptMs && fill(sync.nextAttempt, { time: time(nextAttemptMs) });
  return [why && sync.why[why], next].filter(Boolean).join(" ");
};
