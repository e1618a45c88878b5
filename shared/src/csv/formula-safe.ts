/**
 * What spreadsheets take for the start of a formula (OWASP, "CSV Injection"), full-width forms
 * included; or a text that only looks as if it had been made safe.
 */
const FORMULA_START = /^'*[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * One CSV cell (RFC 4180). Text that a spreadsheet would run gets a leading apostrophe; a number
 * stays a number, also a negative one; null is an empty cell.
 */
export const csvCell = (value: string | number | null): string => {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA_START.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** The text that `csvCell` made safe. */
export const readSafeText = (cell: string): string =>
  cell.startsWith("'") && FORMULA_START.test(cell) ? cell.slice(1) : cell;

/** One CSV record with its line end. */
export const csvRow = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(csvCell).join(",")}\r\n`;
