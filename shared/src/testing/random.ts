/** Randomness that its seed repeats exactly. Not for secrets. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  int(below: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** Log-normal: the median, and the standard deviation of the logarithm. */
  logNormal(median: number, sigma: number): number;
  /** Shaped like a UUIDv7 of that instant. */
  uuid(ms: number): string;
}

/** The generator mulberry32 by Tommy Ettinger (public domain), and what is made from it. */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number) => Math.floor(next() * below);
  const hex = (digits: number) => {
    let text = "";
    for (let i = 0; i < digits; i++) text += int(16).toString(16);
    return text;
  };
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => items[int(items.length)] as (typeof items)[number],
    logNormal: (median, sigma) => {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return median * Math.exp(sigma * normal);
    },
    uuid: (ms) => {
      const time = Math.max(0, Math.floor(ms)).toString(16).padStart(12, "0");
      const variant = "89ab".charAt(int(4));
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
    },
  };
};
