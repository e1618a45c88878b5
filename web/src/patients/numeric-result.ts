/** A number, then a unit that begins as units do, so that "120/80" and "12-15" are none. */
const shape = /^([+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?)(?:\s*((?:\/?\p{L}|[%°]).*))?$/u;
/** Thousands or thousandths: nobody can tell. */
const ambiguous = /,\d{3}$/;

/**
 * A result that is one number, with its unit if it has one: "12.3 mg/L". Null for anything else:
 * words, "<5" (a bound, no value), and "1,234", which may be two things.
 */
export const readNumericResult = (text: string): { value: number; unit: string } | null => {
  const [, number, unit = ""] = shape.exec(text.trim()) ?? [];
  if (number === undefined || ambiguous.test(number)) return null;
  const value = Number(number.replace(",", "."));
  return Number.isFinite(value) ? { value, unit } : null;
};
