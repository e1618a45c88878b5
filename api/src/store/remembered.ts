/** A value per key, remembered for a short while; simultaneous askers share one load. */
export interface Remembered<T> {
  get(key: string): Promise<T>;
  forget(key: string): void;
}

/**
 * Remembers what `load` gives for `forMs`, except what `isWorthIt` refuses: then every asker loads
 * anew. Holds at most `maxKeys` values.
 */
export const remember = <T>({
  load,
  forMs,
  now,
  isWorthIt = () => true,
  maxKeys = 1_000,
}: {
  load: (key: string) => Promise<T>;
  forMs: number;
  now: () => number;
  isWorthIt?: (value: T) => boolean;
  maxKeys?: number;
}): Remembered<T> => {
  const held = new Map<string, { value: Promise<T>; untilMs: number }>();
  return {
    get(key) {
      const known = held.get(key);
      if (known && now() < known.untilMs) return known.value;
      const entry = { value: load(key), untilMs: now() + forMs };
      const drop = () => {
        if (held.get(key) === entry) held.delete(key);
      };
      entry.value.then((value) => isWorthIt(value) || drop(), drop);
      held.delete(key);
      held.set(key, entry);
      const [oldest] = held.keys();
      if (held.size > maxKeys && oldest !== undefined) held.delete(oldest);
      return entry.value;
    },
    forget(key) {
      held.delete(key);
    },
  };
};
