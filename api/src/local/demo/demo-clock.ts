import { createFastClock } from "./fast-clock.ts";

/** The demo's one clock. It is set forward a few times, and then runs fast. */
export interface DemoClock {
  /** Epoch ms. */
  now(): number;
  /** From now on it shows `ms`, and goes on as every clock does. */
  setTo(ms: number): void;
  /** From now on it runs at `speed` until it shows `untilMs`. */
  runFast(speed: number, untilMs: number): void;
}

/** `realNow` is what passes, epoch ms. */
export const createDemoClock = (startMs: number, realNow: () => number): DemoClock => {
  const from = (ms: number, speed = 1, untilMs = ms) =>
    createFastClock({ startMs: ms, untilMs, speed, realNow });
  let show = from(startMs);
  return {
    now: () => show(),
    setTo(ms) {
      show = from(ms);
    },
    runFast(speed, untilMs) {
      show = from(show(), speed, untilMs);
    },
  };
};
