/**
 * A clock that begins at `startMs` and runs at `speed` until it shows `untilMs`, then as every
 * clock does. `realNow` is what passes; both are epoch ms.
 */
export const createFastClock = ({
  startMs,
  untilMs,
  speed,
  realNow,
}: {
  startMs: number;
  untilMs: number;
  speed: number;
  realNow: () => number;
}): (() => number) => {
  const beganMs = realNow();
  const fastForMs = (untilMs - startMs) / speed;
  return () => {
    const passedMs = realNow() - beganMs;
    const fastMs = Math.min(passedMs, fastForMs);
    return Math.floor(startMs + fastMs * speed + (passedMs - fastMs));
  };
};
