import { type Placeholders, Reader } from "./expression.ts";
import { type AttributeItem, copyValue, invalid } from "./values.ts";

/** The item after an update expression (`SET` of plain values, `REMOVE`, `ADD` of numbers). */
export const applyUpdate = (
  item: AttributeItem,
  text: string,
  placeholders: Placeholders,
): { item: AttributeItem; changed: string[] } => {
  const reader = new Reader(text, placeholders);
  const next = { ...item };
  const changed: string[] = [];
  while (reader.peek() !== undefined) {
    const clause = clauses[reader.take().toUpperCase()];
    if (!clause) throw invalid(`Invalid UpdateExpression: ${text}`);
    do changed.push(clause(reader, item, next));
    while (reader.accept(","));
  }
  return { item: next, changed };
};

/** Each carries out one action and returns the attribute that it changed. */
const clauses: Record<
  string,
  (reader: Reader, before: AttributeItem, next: AttributeItem) => string
> = {
  SET: (reader, before, next) => {
    const path = reader.path();
    reader.expect("=");
    next[path] = copyValue(reader.operand()(before));
    return path;
  },
  REMOVE: (reader, _before, next) => {
    const path = reader.path();
    delete next[path];
    return path;
  },
  ADD: (reader, before, next) => {
    const path = reader.path();
    const by = reader.operand()(before);
    const known = before[path] ?? 0;
    if (typeof by !== "number" || typeof known !== "number") {
      throw invalid("ADD is done on numbers only");
    }
    next[path] = known + by;
    return path;
  },
};
