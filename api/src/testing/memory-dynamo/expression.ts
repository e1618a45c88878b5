import { type AttributeItem, compareValues, invalid } from "./values.ts";

/** The names and values that a command's expressions refer to. */
export interface Placeholders {
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, unknown>;
}

type Test = (item: AttributeItem) => boolean;
type Operand = (item: AttributeItem) => unknown;

const TOKEN = /\s*(<>|<=|>=|[=<>(),+-]|[#:]?[A-Za-z_][A-Za-z0-9_]*)/y;

/** The tokens of an expression; throws on anything that DynamoDB's grammar does not have. */
export const tokenize = (text: string): string[] => {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    if (!match) throw invalid(`Invalid expression: ${text}`);
    tokens.push(match[1] as string);
  }
  return tokens;
};

/** Reads tokens one after the other. */
export class Reader {
  private index = 0;
  private readonly tokens: readonly string[];
  private readonly placeholders: Placeholders;

  constructor(text: string, placeholders: Placeholders) {
    this.tokens = tokenize(text);
    this.placeholders = placeholders;
  }

  peek(): string | undefined {
    return this.tokens[this.index]?.toUpperCase();
  }

  take(): string {
    const token = this.tokens[this.index++];
    if (token === undefined) throw invalid("Invalid expression: it ends too early");
    return token;
  }

  accept(word: string): boolean {
    if (this.peek() !== word) return false;
    this.index++;
    return true;
  }

  expect(word: string): void {
    if (!this.accept(word)) throw invalid(`Invalid expression: ${word} expected`);
  }

  /** An attribute's name. */
  path(): string {
    const token = this.take();
    if (!token.startsWith("#")) return token;
    const name = this.placeholders.ExpressionAttributeNames?.[token];
    if (name === undefined) throw invalid(`Undefined name: ${token}`);
    return name;
  }

  /** A value of the command, or an attribute of the item. */
  operand(): Operand {
    if (!this.peek()?.startsWith(":")) {
      const path = this.path();
      return (item) => item[path];
    }
    const token = this.take();
    const value = this.placeholders.ExpressionAttributeValues?.[token];
    if (value === undefined) throw invalid(`Undefined value: ${token}`);
    return () => value;
  }
}

/** The test that a condition or key condition is. */
export const parseCondition = (text: string, placeholders: Placeholders): Test => {
  const reader = new Reader(text, placeholders);
  const test = either(reader);
  if (reader.peek() !== undefined) throw invalid(`Invalid expression: ${text}`);
  return test;
};

const either = (reader: Reader): Test => {
  let left = both(reader);
  while (reader.accept("OR")) {
    const [before, after] = [left, both(reader)];
    left = (item) => before(item) || after(item);
  }
  return left;
};

const both = (reader: Reader): Test => {
  let left = single(reader);
  while (reader.accept("AND")) {
    const [before, after] = [left, single(reader)];
    left = (item) => before(item) && after(item);
  }
  return left;
};

const single = (reader: Reader): Test => {
  if (reader.accept("NOT")) {
    const test = single(reader);
    return (item) => !test(item);
  }
  if (reader.accept("(")) {
    const test = either(reader);
    reader.expect(")");
    return test;
  }
  const named = functions[reader.peek() ?? ""];
  if (named) {
    reader.take();
    reader.expect("(");
    const test = named(reader);
    reader.expect(")");
    return test;
  }
  return comparison(reader);
};

const functions: Record<string, (reader: Reader) => Test> = {
  ATTRIBUTE_EXISTS: (reader) => {
    const path = reader.path();
    return (item) => item[path] !== undefined;
  },
  ATTRIBUTE_NOT_EXISTS: (reader) => {
    const path = reader.path();
    return (item) => item[path] === undefined;
  },
  BEGINS_WITH: (reader) => {
    const path = reader.path();
    reader.expect(",");
    const prefix = reader.operand();
    return (item) => {
      const value = item[path];
      return typeof value === "string" && value.startsWith(prefix(item) as string);
    };
  },
};

const comparisons: Record<string, (order: number) => boolean> = {
  "=": (order) => order === 0,
  "<>": (order) => order !== 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

const comparison = (reader: Reader): Test => {
  const left = reader.operand();
  const operator = reader.take().toUpperCase();
  if (operator === "BETWEEN") {
    const from = reader.operand();
    reader.expect("AND");
    const to = reader.operand();
    return (item) => {
      const [low, high] = [
        compareValues(left(item), from(item)),
        compareValues(left(item), to(item)),
      ];
      return low !== undefined && high !== undefined && low >= 0 && high <= 0;
    };
  }
  const holds = comparisons[operator];
  if (!holds) throw invalid(`Invalid expression: ${operator} is no operator`);
  const right = reader.operand();
  return (item) => {
    const order = compareValues(left(item), right(item));
    return order === undefined ? operator === "<>" : holds(order);
  };
};
