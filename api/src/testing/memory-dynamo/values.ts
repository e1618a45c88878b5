/** An item as the document client gives and takes it. */
export type AttributeItem = Record<string, unknown>;

/** A refusal by DynamoDB, as the SDK throws it. */
export const failure = (name: string, message: string): Error =>
  Object.assign(new Error(message), { name, $metadata: {} });

export const invalid = (message: string): Error => failure("ValidationException", message);

/** The order of two values of one type; undefined where they cannot be compared. */
export const compareValues = (left: unknown, right: unknown): number | undefined => {
  if (typeof left !== typeof right) return undefined;
  if (typeof left === "number") return left - (right as number);
  if (typeof left === "string") return left < (right as string) ? -1 : left === right ? 0 : 1;
  if (typeof left === "boolean") return left === right ? 0 : 1;
  return undefined;
};

/** A copy that shares nothing with what was given, without what is undefined. */
export const copyValue = <T>(value: T): T => {
  if (value instanceof Uint8Array) return Uint8Array.from(value) as T;
  if (Array.isArray(value)) return value.map(copyValue) as T;
  if (typeof value !== "object" || value === null) return value;
  const copy: AttributeItem = {};
  for (const [name, part] of Object.entries(value)) {
    if (part !== undefined) copy[name] = copyValue(part);
  }
  return copy as T;
};
