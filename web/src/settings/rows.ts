import { codeFromLabel } from "@throughline/shared/station-code.ts";
import type { CodedRow, Row } from "./draft.ts";

/** A code that no other row has: `vitals`, then `vitals-2`. */
export const freeCode = (label: string, taken: readonly string[]): string => {
  const plain = codeFromLabel(label);
  if (!taken.includes(plain)) return plain;
  for (let count = 2; ; count++) {
    const ending = `-${count}`;
    const code = plain.slice(0, 40 - ending.length).replace(/-+$/, "") + ending;
    if (!taken.includes(code)) return code;
  }
};

/** The rows with one of them changed. */
export const changeRow = <T extends Row>(
  rows: readonly T[],
  key: string,
  change: Partial<T>,
): T[] => rows.map((row) => (row.key === key ? { ...row, ...change } : row));

/** The rows with another label for one of them; the code of a new row follows its label. */
export const relabelRow = <T extends CodedRow>(
  rows: readonly T[],
  key: string,
  label: string,
): T[] =>
  rows.map((row) => {
    if (row.key !== key) return row;
    if (!row.isNew) return { ...row, label };
    const taken = rows.filter((other) => other.key !== key).map(({ code }) => code);
    return { ...row, label, code: freeCode(label, taken) };
  });

/** The rows with one of them moved by `by` places, as far as there is room. */
export const moveRow = <T extends Row>(rows: readonly T[], key: string, by: number): T[] => {
  const from = rows.findIndex((row) => row.key === key);
  const to = Math.min(rows.length - 1, Math.max(0, from + by));
  const moved = [...rows];
  const [row] = moved.splice(from, 1);
  if (from >= 0 && row) moved.splice(to, 0, row);
  return from >= 0 ? moved : [...rows];
};

export const removeRow = <T extends Row>(rows: readonly T[], key: string): T[] =>
  rows.filter((row) => row.key !== key);

/** A key for a new row: it only has to differ from the others. */
export const newKey = (): string => crypto.getRandomValues(new Uint32Array(2)).join("-");
