import type { Histogram } from "./histogram.ts";

/** A histogram as JSON: the gap from the value before and the count, in turns. */
export type CodedHistogram = number[];

/** The one coded form of a histogram. */
export const encodeHistogram = ({ values, counts }: Histogram): CodedHistogram => {
  const coded: number[] = [];
  let previous = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    coded.push(value - previous, counts[i] as number);
    previous = value;
  }
  return coded;
};

/** The inverse of `encodeHistogram`. */
export const decodeHistogram = (coded: CodedHistogram): Histogram => {
  const values: number[] = [];
  const counts: number[] = [];
  let value = 0;
  for (let i = 0; i + 1 < coded.length; i += 2) {
    value += coded[i] as number;
    values.push(value);
    counts.push(coded[i + 1] as number);
  }
  return { values, counts };
};
