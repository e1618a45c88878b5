import type { After } from "../../journal/environment.ts";
import type { Answer } from "../../journal/request.ts";
import { nextPollMs } from "../polling.ts";

/** Polls come after 15 to 30 s, so that the screens of a hospital do not ask at once. */
const SHORTEST_POLL_MS = 15_000;
const POLL_JITTER_MS = 15_000;
/** A hint reaches all screens at once; they ask within this. */
const HINT_JITTER_MS = 250;

export interface Follower {
  /** Something tells that there may be news. */
  hint(): void;
  stop(): void;
}

/**
 * Asks again and again, sooner after a hint, later after failures. A hint that comes while an answer
 * is on its way asks once more after it, for that answer may be older than the hint.
 */
export const follow = ({
  ask,
  after,
  random,
}: {
  ask: () => Promise<Answer<unknown>>;
  after: After;
  /** From 0 to 1. */
  random: () => number;
}): Follower => {
  let failures = 0;
  let asking = false;
  let hinted = false;
  let stopped = false;
  let callOff = () => {};

  const schedule = (ms: number) => {
    callOff();
    callOff = after(ms, () => void run());
  };
  const run = async () => {
    if (asking || stopped) return;
    asking = true;
    hinted = false;
    callOff();
    const answer = await ask();
    asking = false;
    if (stopped) return;
    failures = answer.ok ? 0 : failures + 1;
    const pause = SHORTEST_POLL_MS + random() * POLL_JITTER_MS;
    const wait = answer.ok ? undefined : answer.retryAfterSeconds;
    if (hinted && answer.ok) schedule(random() * HINT_JITTER_MS);
    else schedule(failures === 0 ? pause : nextPollMs(pause, failures - 1, wait));
  };
  void run();
  return {
    hint: () => {
      if (stopped) return;
      hinted = true;
      if (!asking) schedule(random() * HINT_JITTER_MS);
    },
    stop: () => {
      stopped = true;
      callOff();
    },
  };
};
