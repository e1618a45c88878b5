import type { Scheduler } from "./scheduler.ts";

/** The timers of one phone. They stand still while it sleeps, as its monotonic clock does. */
export interface Timers {
  add(ms: number, label: string, run: () => void): () => void;
  stop(): void;
  goOn(): void;
}

interface Timer {
  leftMs: number;
  sinceMs: number;
  label: string;
  run: () => void;
  callOff: () => void;
}

export const createTimers = (scheduler: Scheduler): Timers => {
  const timers = new Set<Timer>();
  let stopped = false;
  const begin = (timer: Timer) => {
    timer.sinceMs = scheduler.nowMs();
    timer.callOff = scheduler.later(timer.leftMs, timer.label, () => {
      timers.delete(timer);
      timer.run();
    });
  };
  return {
    add(ms, label, run) {
      const timer: Timer = { leftMs: ms, sinceMs: 0, label, run, callOff: () => {} };
      timers.add(timer);
      if (!stopped) begin(timer);
      return () => {
        timers.delete(timer);
        timer.callOff();
      };
    },
    stop() {
      stopped = true;
      for (const timer of timers) {
        timer.callOff();
        timer.leftMs -= scheduler.nowMs() - timer.sinceMs;
      }
    },
    goOn() {
      stopped = false;
      for (const timer of timers) begin(timer);
    },
  };
};
