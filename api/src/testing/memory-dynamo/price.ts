import { isDeepStrictEqual } from "node:util";
import type { AttributeItem } from "./values.ts";

/**
 * What DynamoDB charges, as its documentation says it ("Capacity unit consumption for operations",
 * "DynamoDB item sizes and formats", "Managing write throughput of global secondary indexes").
 * The conformance run holds it against DynamoDB Local.
 */

const READ_BYTES = 4096;
const WRITE_BYTES = 1024;

/** The size of an item: names and texts as UTF-8, a number by its digits. */
export const itemBytes = (item: AttributeItem): number => {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) {
    bytes += Buffer.byteLength(name) + valueBytes(value);
  }
  return bytes;
};

const valueBytes = (value: unknown): number => {
  if (typeof value === "string") return Buffer.byteLength(value);
  if (typeof value === "number") return numberBytes(value);
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value !== "object" || value === null) return 1;
  const members = Array.isArray(value) ? value : Object.entries(value);
  let bytes = 3 + members.length;
  for (const [name, member] of Object.entries(value)) {
    bytes += (Array.isArray(value) ? 0 : Buffer.byteLength(name)) + valueBytes(member);
  }
  return bytes;
};

/** About one byte for two significant digits, and one more. */
const numberBytes = (value: number): number => {
  const digits = String(Math.abs(value))
    .replace(/e.*|\./g, "")
    .replace(/^0+|0+$/g, "");
  return Math.ceil(digits.length / 2) + 1;
};

/** Units of one item, of one query's answer as a whole, or (0 bytes) of looking in vain. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / READ_BYTES)) * (consistent ? 1 : 0.5);

/** One item that was put, changed or deleted, in the table or in an index. */
export interface Change {
  before: AttributeItem | undefined;
  after: AttributeItem | undefined;
  /** There, what stays as it is is not written. */
  inIndex: boolean;
}

/** Units of writes: each by the larger of what was there and what is. */
export const writeUnits = (changes: readonly Change[]): number =>
  changes.reduce((sum, { before, after, inIndex }) => {
    if (inIndex && isDeepStrictEqual(before, after)) return sum;
    const bytes = Math.max(before ? itemBytes(before) : 0, after ? itemBytes(after) : 0);
    return sum + Math.max(1, Math.ceil(bytes / WRITE_BYTES));
  }, 0);
