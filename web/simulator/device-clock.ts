/** A clock that somebody or something set. */
export interface ClockSet {
  /** The true time at which it was set. */
  trueMs: number;
  byMs: number;
}

/** The two clocks of a device, wrong as such clocks are. */
export interface DeviceClock {
  /** Epoch ms, whole. */
  wallMs(): number;
  /** Milliseconds since the device was made; stands still while it sleeps. */
  monotonicMs(): number;
  set(byMs: number): void;
  sleep(): void;
  wake(): void;
  isAsleep(): boolean;
  sets(): readonly ClockSet[];
  /** Whether the device slept in some of that time. */
  sleptBetween(fromMs: number, toMs: number): boolean;
}

export const createDeviceClock = (
  trueMs: () => number,
  { offsetMs, driftPpm }: { offsetMs: number; driftPpm: number },
): DeviceClock => {
  const bornMs = trueMs();
  const rate = 1 + driftPpm / 1e6;
  let offset = offsetMs;
  let sleptMs = 0;
  let asleepSince: number | undefined;
  const sleeps: [fromMs: number, toMs: number][] = [];
  const sets: ClockSet[] = [];
  return {
    wallMs: () => Math.floor(bornMs + (trueMs() - bornMs) * rate + offset),
    monotonicMs() {
      const awakeMs = (asleepSince ?? trueMs()) - bornMs - sleptMs;
      return Math.round(awakeMs * rate * 10) / 10;
    },
    set(byMs) {
      offset += byMs;
      sets.push({ trueMs: trueMs(), byMs });
    },
    sleep() {
      asleepSince ??= trueMs();
    },
    wake() {
      if (asleepSince === undefined) return;
      sleptMs += trueMs() - asleepSince;
      sleeps.push([asleepSince, trueMs()]);
      asleepSince = undefined;
    },
    isAsleep: () => asleepSince !== undefined,
    sets: () => sets,
    sleptBetween: (fromMs, toMs) => sleeps.some(([from, to]) => from < toMs && to > fromMs),
  };
};
