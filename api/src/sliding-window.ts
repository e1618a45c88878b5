/** Counts per key over the last stretch of time, exactly. Kept in memory only. */
export interface SlidingWindow {
  /** Ms until `count` more would fit; 0 when they fit now. */
  waitFor(key: string, count: number, nowMs: number): number;
  add(key: string, count: number, nowMs: number): void;
}

/**
 * At most `limit` within any `windowMs`. A count that could never fit waits a whole window. Holds at
 * most `maxKeys` keys; beyond that the one that was used longest ago is forgotten.
 */
export const createSlidingWindow = ({
  limit,
  windowMs,
  maxKeys = 100_000,
}: {
  limit: number;
  windowMs: number;
  maxKeys?: number;
}): SlidingWindow => {
  const logs = new Map<string, { atMs: number; count: number }[]>();

  const recent = (key: string, nowMs: number) => {
    const log = logs.get(key) ?? [];
    let gone = 0;
    while (log[gone] !== undefined && (log[gone]?.atMs ?? 0) <= nowMs - windowMs) gone++;
    if (gone > 0) log.splice(0, gone);
    return log;
  };

  return {
    waitFor(key, count, nowMs) {
      if (count > limit) return windowMs;
      const log = recent(key, nowMs);
      let excess = log.reduce((sum, made) => sum + made.count, count) - limit;
      if (excess <= 0) return 0;
      for (const made of log) {
        excess -= made.count;
        if (excess <= 0) return made.atMs + windowMs - nowMs;
      }
      return windowMs;
    },

    add(key, count, nowMs) {
      const log = recent(key, nowMs);
      const last = log.at(-1);
      if (last?.atMs === nowMs) last.count += count;
      else log.push({ atMs: nowMs, count });
      logs.delete(key);
      logs.set(key, log);
      for (const oldest of logs.keys()) {
        const isOld = recent(oldest, nowMs).length === 0;
        if (!isOld && logs.size <= maxKeys) break;
        logs.delete(oldest);
      }
    },
  };
};
