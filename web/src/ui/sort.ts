/** By which column a table is sorted. In an address: `name`, or `-name` for descending. */
export interface Sort {
  column: string;
  descending: boolean;
}

/** The sort that an address names; undefined where it names none of the columns. */
export const readSort = (
  text: string | null | undefined,
  columns: readonly string[],
): Sort | undefined => {
  const descending = text?.startsWith("-") ?? false;
  const column = descending ? text?.slice(1) : text;
  return column !== undefined && column !== null && columns.includes(column)
    ? { column, descending }
    : undefined;
};

export const writeSort = ({ column, descending }: Sort): string =>
  `${descending ? "-" : ""}${column}`;

const collator = new Intl.Collator("en", { numeric: true });

/** Whether a value sorts before (negative) or after another; null is no value. */
const compare = (a: string | number, b: string | number): number =>
  typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));

/** A sorted copy. Rows without a value stand last both ways, and equal rows keep their order. */
export const sortRows = <Row>(
  rows: readonly Row[],
  value: (row: Row) => string | number | null,
  descending: boolean,
): Row[] =>
  [...rows].sort((left, right) => {
    const a = value(left);
    const b = value(right);
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    return descending ? compare(b, a) : compare(a, b);
  });
