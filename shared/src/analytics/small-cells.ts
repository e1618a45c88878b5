/** Which counts of a table stay hidden so that no count of 1 to 10 can be told. */

/** The smallest count that is shown; so is 0. */
export const SMALLEST_SHOWN = 11;

export const isSmall = (n: number): boolean => n > 0 && n < SMALLEST_SHOWN;

/** Counts that are shown or hidden together. */
export interface Group {
  shown: boolean;
}

export interface Cell {
  n: number;
  group: Group;
}

/** A count of its own or of a group; a small one hides its group. */
export const cellOf = (n: number, group: Group = { shown: true }): Cell => {
  if (isSmall(n)) group.shown = false;
  return { n, group };
};

/** Counts that add up to a total. What is missing of it belongs to visits whose times are unknown. */
export interface Sum {
  total: Cell;
  parts: readonly Cell[];
  /** The total is rather hidden than a part that makes up most of it. */
  dispensable?: boolean;
}

/**
 * Hides further cells until no hidden one can be told from a sum: what a total leaves for its hidden
 * parts is at least 11, is shared by two or more, and does not force each of them to be 1; and a
 * hidden total has a hidden part.
 */
export const protectSums = (sums: readonly Sum[]): void => {
  for (let changed = true; changed; ) {
    changed = false;
    for (const sum of sums) {
      const next = nextToHide(sum);
      if (next === undefined) continue;
      next.group.shown = false;
      changed = true;
    }
  }
};

const nextToHide = ({ total, parts, dispensable }: Sum): Cell | undefined => {
  const hidden = parts.filter(({ group }) => !group.shown);
  const shown = parts.filter(({ group }) => group.shown).sort((a, b) => a.n - b.n);
  const smallest = shown.find(({ n }) => n > 0);
  if (!total.group.shown) return hidden.length === 0 ? smallest : undefined;
  if (hidden.length === 0 || total.n === 0) return undefined;
  const missing = Math.max(0, total.n - addUp(parts));
  const left = addUp(hidden) + missing;
  const sharers = hidden.length + (missing > 0 ? 1 : 0);
  const isSafe = sharers > 1 && left >= SMALLEST_SHOWN && left > sharers;
  if (isSafe) return undefined;
  if (dispensable && smallest && smallest.n * 2 > total.n) return total;
  return smallest ?? shown[0] ?? total;
};

const addUp = (cells: readonly Cell[]) => cells.reduce((sum, { n }) => sum + n, 0);
