import { expect, test, vi } from "vitest";
import type { Environment, Locks } from "./environment.ts";
import type { Failure } from "./push.ts";
import { createPushLoop } from "./push-loop.ts";

/** Time that passes only when told to. */
const virtualTime = () => {
  let nowMs = 0;
  let timers: { dueMs: number; run: () => void }[] = [];
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  return {
    now: () => nowMs,
    after: (ms: number, run: () => void) => {
      const timer = { dueMs: nowMs + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    settle,
    advance: async (ms: number) => {
      const endMs = nowMs + ms;
      await settle();
      for (;;) {
        const next = timers
          .filter(({ dueMs }) => dueMs <= endMs)
          .sort((one, other) => one.dueMs - other.dueMs)[0];
        if (!next) break;
        timers = timers.filter((other) => other !== next);
        nowMs = next.dueMs;
        next.run();
        await settle();
      }
      nowMs = endMs;
    },
  };
};

const setUp = (
  outcome: () => Failure | undefined | Promise<Failure | undefined>,
  { fraction = 1, locks }: { fraction?: number; locks?: Locks } = {},
) => {
  const time = virtualTime();
  const attempts: number[] = [];
  const environment: Environment = {
    wallMs: () => 1_000_000 + time.now(),
    monotonicMs: time.now,
    bootId: "boot",
    timeZone: "UTC",
    // 255 in every byte is as near to 1 as the fraction comes, 0 is 0.
    randomBytes: (count) => new Uint8Array(count).fill(fraction === 1 ? 255 : 0),
    after: time.after,
    fetch: () => Promise.reject(new Error("not used")),
    locks,
    gzip: undefined,
  };
  const loop = createPushLoop(environment, async () => {
    attempts.push(time.now());
    return outcome();
  });
  return { time, attempts, loop };
};

const noConnection: Failure = { status: 0, code: "NO_CONNECTION" };

test("waits longer after each failure, up to five minutes", async () => {
  const { time, attempts, loop } = setUp(() => noConnection);
  loop.wake();
  await time.advance(1_800_000);
  const pauses = attempts
    .slice(1)
    .map((at, index) => Math.round((at - (attempts[index] ?? 0)) / 1_000));
  expect(pauses.slice(0, 10)).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  loop.stop();
});

test("the jitter is full: the next attempt may come at once", async () => {
  const { time, attempts, loop } = setUp(() => (attempts.length < 3 ? noConnection : undefined), {
    fraction: 0,
  });
  loop.wake();
  await time.advance(10);
  expect(attempts).toEqual([0, 0, 0]);
});

test("a success ends the waiting, and says so", async () => {
  const { time, attempts, loop } = setUp(() => (attempts.length < 3 ? noConnection : undefined));
  loop.wake();
  await time.advance(1_000);
  expect(loop.state()).toMatchObject({ sending: false, failure: noConnection });
  expect(loop.state().nextAttemptMs).toBe(1_000_000 + 2_000);
  await time.advance(3_600_000);
  expect(attempts).toHaveLength(3);
  expect(loop.state()).toEqual({ sending: false, failure: undefined, nextAttemptMs: undefined });
});

test("an event in between tries at once", async () => {
  const { time, attempts, loop } = setUp(() => noConnection);
  loop.wake();
  await time.advance(500);
  loop.wake();
  await time.advance(0);
  expect(attempts).toEqual([0, 500]);
  loop.stop();
});

test("nobody shortens a pause that the server asked for", async () => {
  const busy: Failure = { status: 429, code: "RATE_LIMITED", retryAfterSeconds: 30 };
  const { time, attempts, loop } = setUp(() => (attempts.length < 2 ? busy : undefined));
  loop.wake();
  await time.advance(1_000);
  loop.wake();
  await time.advance(28_000);
  loop.wake();
  expect(attempts).toEqual([0]);
  await time.advance(10_000);
  expect(attempts).toEqual([0, 30_000]);
});

test("what is recorded during a push is pushed right after it", async () => {
  let finish = (_: undefined) => {};
  const { time, attempts, loop } = setUp(
    () =>
      new Promise<undefined>((resolve) => {
        finish = resolve;
      }),
  );
  loop.wake();
  await time.settle();
  expect(loop.state().sending).toBe(true);
  loop.wake();
  loop.wake();
  expect(attempts).toHaveLength(1);
  finish(undefined);
  await time.settle();
  expect(attempts).toHaveLength(2);
});

test("a broken journal is a reason to wait, not the end of the loop", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const { time, attempts, loop } = setUp(() => {
    if (attempts.length === 1) throw new DOMException("full", "QuotaExceededError");
    return undefined;
  });
  loop.wake();
  await time.settle();
  expect(loop.state().failure?.code).toBe("STORAGE_FAILED");
  await time.advance(5_000);
  expect(attempts).toHaveLength(2);
  expect(loop.state().failure).toBeUndefined();
  expect(logged).toHaveBeenCalledTimes(1);
});

test("a lock that nobody gives back is waited for 20 s, and then done without", async () => {
  const locks: Locks = {
    request: (_name, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
      }),
  };
  const { time, attempts, loop } = setUp(() => undefined, { locks });
  loop.wake();
  await time.advance(19_999);
  expect(attempts).toEqual([]);
  await time.advance(1);
  await time.settle();
  expect(attempts).toEqual([20_000]);
});

test("a lock that is free is used once", async () => {
  const locks: Locks = { request: (_name, _options, work) => work() };
  const { time, attempts, loop } = setUp(() => undefined, { locks });
  loop.wake();
  await time.advance(60_000);
  expect(attempts).toEqual([0]);
});
