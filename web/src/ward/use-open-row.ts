import { useRef } from "react";
import type { Row } from "./rules/settle-bed.ts";

/**
 * The row whose dialog is open. A patient who leaves the ward meanwhile does not take it away from
 * under somebody's hands: it stays as it was last known.
 */
export const useOpenRow = (
  rows: readonly Row[],
  key: string | undefined,
): { row: Row; gone: boolean } | undefined => {
  const last = useRef<Row>(undefined);
  const found = rows.find((row) => row.key === key);
  if (found) last.current = found;
  const row = found ?? (last.current?.key === key ? last.current : undefined);
  return row && { row, gone: !found };
};
