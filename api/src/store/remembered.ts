/** A value per key, remembered for a short while; simultaneous askers share one load. */
export interface Remembered<T> {
  get(key: string): Promise<T>;
  /** Takes over a value that is known without a load. */
  set(key: string, value: T): void;
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
  const hold = (key: string, value: Promise<T>) => {
    const entry = { value, untilMs: now() + forMs };
    const drop = () => {
      if (held.get(key) === entry) held.delete(key);
    };
    value.then((loaded) => isWorthIt(loaded) || drop(), drop);
    held.delete(key);
    held.set(key, entry);
    const [oldest] = held.keys();
    if (held.size > maxKeys && oldest !== undefined) held.delete(oldest);
    return value;
  };
  return {
    get(key) {
      const known = held.get(key);
      if (known && now() < known.untilMs) return known.value;
      return hold(key, load(key));
    },
    set(key, value) {
      hold(key, Promise.resolve(value));
    },
    forget(key) {
      held.delete(key);
    },
  };
};
