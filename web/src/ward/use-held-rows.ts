import { type SyntheticEvent, useEffect, useLayoutEffect, useRef } from "react";
import { type HeldRows, holdRows, isHeld } from "./rules/hold-rows.ts";
import type { Row } from "./rules/settle-bed.ts";

/** A row in the list, and whether it only keeps its place there. */
export interface HeldRow {
  row: Row;
  gone: boolean;
}

/**
 * Rows that stay where they are for three seconds after a touch of the list: in their order, and the
 * touched one on the glass, where what stands above it grows. Their page is drawn anew every second,
 * so they move by themselves afterwards.
 */
export const useHeldRows = (
  view: string,
  wanted: readonly Row[],
  all: readonly Row[],
): {
  rows: HeldRow[];
  /** Nothing may move now. */
  isHeld: boolean;
  onTouch: (event: SyntheticEvent) => void;
} => {
  const touchedAtMs = useRef<number>(undefined);
  const touchedRow = useRef<Element>(undefined);
  const nowMs = Date.now();
  const still = isHeld(touchedAtMs.current, nowMs);
  const shown = useRef<HeldRows>(undefined);
  const known = useRef(new Map<string, Row>());
  const held = holdRows(
    shown.current,
    { view, keys: wanted.map(({ key }) => key) },
    touchedAtMs.current,
    nowMs,
  );
  const current = new Map(all.map((row) => [row.key, row]));
  const wantedKeys = new Set(wanted.map(({ key }) => key));
  const rows = held.keys.flatMap((key) => {
    const row = current.get(key) ?? known.current.get(key);
    return row ? [{ row, gone: !wantedKeys.has(key) }] : [];
  });
  useEffect(() => {
    shown.current = held;
    known.current = new Map(rows.map(({ row }) => [row.key, row]));
  });
  const topOf = () => touchedRow.current?.getBoundingClientRect().top ?? 0;
  const topBefore = still && touchedRow.current?.isConnected ? topOf() : undefined;
  useLayoutEffect(() => {
    const moved = topBefore === undefined ? 0 : topOf() - topBefore;
    if (moved !== 0) window.scrollBy({ top: moved, behavior: "instant" });
  });
  return {
    rows,
    isHeld: still,
    onTouch: ({ target }) => {
      touchedAtMs.current = Date.now();
      touchedRow.current = (target as Element).closest("li.ward-row") ?? undefined;
    },
  };
};
