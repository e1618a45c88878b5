/** So long after a touch no row changes its place. */
export const HOLD_MS = 3_000;

export interface HeldRows {
  /** Names the sorting and filtering that somebody chose: a change of it is done at once. */
  view: string;
  keys: readonly string[];
}

/** Whether nothing may move, that long after a touch. A clock that was set back says nothing. */
export const isHeld = (touchedAtMs: number | undefined, nowMs: number): boolean =>
  touchedAtMs !== undefined && nowMs >= touchedAtMs && nowMs - touchedAtMs < HOLD_MS;

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
  if (!shown || shown.view !== wanted.view || !isHeld(touchedAtMs, nowMs)) return wanted;
  const known = new Set(shown.keys);
  const added = wanted.keys.filter((key) => !known.has(key));
  return added.length === 0 ? shown : { ...shown, keys: [...shown.keys, ...added] };
};
