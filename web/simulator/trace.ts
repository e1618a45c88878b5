const KEPT_LINES = 400;

/** What happened in a run: a hash over all of it, and the last lines for whoever looks into one. */
export interface Trace {
  add(line: string): void;
  /** The same for two runs exactly when all their lines are the same. */
  hash(): string;
  lines(): string[];
}

export const createTrace = (): Trace => {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  let count = 0;
  const kept: string[] = [];
  return {
    add(line) {
      // FNV-1a, twice with different starts.
      for (let index = 0; index < line.length; index++) {
        const code = line.charCodeAt(index);
        low = Math.imul(low ^ code, 0x01000193);
        high = Math.imul(high ^ code, 0x85ebca6b);
      }
      kept[count++ % KEPT_LINES] = line;
    },
    hash: () => [low, high].map((part) => (part >>> 0).toString(16).padStart(8, "0")).join(""),
    lines: () => {
      const oldest = count % KEPT_LINES;
      return count < KEPT_LINES ? kept : [...kept.slice(oldest), ...kept.slice(0, oldest)];
    },
  };
};
