/** So long after a touch no row changes its place. */
export const HOLD_MS = 3_000;

export interface HeldRows {
  /** Names the sorting and filtering that somebody chose: a change of it is done at once. */
  view: string;
  keys: readonly string[];
}

/**
 * The rows to show, by key. Within three seconds of a touch everything stays where it was under the
 * finger: what is gone keeps its place, what is new stands below.
 */
export const holdRows = (
  shown: HeldRows | undefined,
  wanted: HeldRows,
  touchedAtMs: number | undefined,
  nowMs: number,
): HeldRows => {
  const sinceTouchMs = touchedAtMs === undefined ? Number.POSITIVE_INFINITY : nowMs - touchedAtMs;
  // A clock that was set back says nothing about the touch.
  const isHeld = sinceTouchMs >= 0 && sinceTouchMs < HOLD_MS;
  if (!shown || shown.view !== wanted.view || !isHeld) return wanted;
  const known = new Set(shown.keys);
  const added = wanted.keys.filter((key) => !known.has(key));
  return added.length === 0 ? shown : { ...shown, keys: [...shown.keys, ...added] };
};
