import { type Environment, randomFraction } from "./environment.ts";
import { withLock } from "./lock.ts";
import type { Failure } from "./push.ts";

const FIRST_DELAY_MS = 2_000;
const LONGEST_DELAY_MS = 300_000;

export interface PushState {
  sending: boolean;
  /** Why the last push left something waiting. */
  failure: Failure | undefined;
  /** When the next attempt comes by itself (epoch ms by the device's clock). */
  nextAttemptMs: number | undefined;
}

export interface PushLoop {
  /** Something happened that makes a push worth trying now. */
  wake(): void;
  state(): PushState;
  /** Calls back after each change of state, until the returned function is called. */
  listen(listener: () => void): () => void;
  stop(): void;
}

/**
 * Pushes whenever it is woken, one push at a time, and after a failure again by itself:
 * exponential back-off with full jitter, from 2 s up to 5 min. A server that asked for a pause
 * (`Retry-After`) gets it, whoever wakes the loop meanwhile.
 */
export const createPushLoop = (
  environment: Environment,
  push: () => Promise<Failure | undefined>,
): PushLoop => {
  const listeners = new Set<() => void>();
  let state: PushState = { sending: false, failure: undefined, nextAttemptMs: undefined };
  let failures = 0;
  let wokenMeanwhile = false;
  let stopped = false;
  /** By the monotonic clock, which nobody sets. */
  let notBefore = 0;
  let callOff = () => {};

  const change = (next: PushState) => {
    state = next;
    for (const listener of listeners) listener();
  };

  const schedule = (delayMs: number) => {
    callOff();
    callOff = environment.after(delayMs, wake);
    return environment.wallMs() + delayMs;
  };

  const run = async () => {
    change({ ...state, sending: true, nextAttemptMs: undefined });
    const failure = await withLock(environment, push).catch(
      (problem: unknown): Failure => ({ status: 0, code: storageCode(problem) }),
    );
    if (stopped) return;
    if (!failure) {
      failures = 0;
      change({ sending: false, failure: undefined, nextAttemptMs: undefined });
    } else {
      failures += 1;
      const pauseMs = (failure.retryAfterSeconds ?? 0) * 1_000;
      notBefore = environment.monotonicMs() + pauseMs;
      const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - 1));
      const delayMs = Math.ceil(pauseMs + longest * randomFraction(environment));
      change({ sending: false, failure, nextAttemptMs: schedule(delayMs) });
    }
    if (wokenMeanwhile) {
      wokenMeanwhile = false;
      wake();
    }
  };

  const wake = () => {
    if (stopped) return;
    if (state.sending) {
      wokenMeanwhile = true;
      return;
    }
    const pauseMs = notBefore - environment.monotonicMs();
    if (pauseMs > 0) {
      change({ ...state, nextAttemptMs: schedule(pauseMs) });
      return;
    }
    callOff();
    void run();
  };

  return {
    wake,
    state: () => state,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => {
      stopped = true;
      callOff();
    },
  };
};

const storageCode = (problem: unknown): string => {
  console.error(problem);
  return "STORAGE_FAILED";
};
