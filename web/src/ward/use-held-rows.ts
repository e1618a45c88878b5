import { useEffect, useRef } from "react";
import { type HeldRows, holdRows } from "./rules/hold-rows.ts";
import type { Row } from "./rules/settle-bed.ts";

/** A row in the list, and whether it only keeps its place there. */
export interface HeldRow {
  row: Row;
  gone: boolean;
}

/**
 * Rows that stay where they are for three seconds after a touch of the list. Its page is drawn anew
 * every second, so they move by themselves afterwards.
 */
export const useHeldRows = (
  view: string,
  wanted: readonly Row[],
  all: readonly Row[],
): { rows: HeldRow[]; onTouch: () => void } => {
  const touchedAtMs = useRef<number>(undefined);
  const shown = useRef<HeldRows>(undefined);
  const known = useRef(new Map<string, Row>());
  const held = holdRows(
    shown.current,
    { view, keys: wanted.map(({ key }) => key) },
    touchedAtMs.current,
    Date.now(),
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
  return {
    rows,
    onTouch: () => {
      touchedAtMs.current = Date.now();
    },
  };
};
