import type { Histogram } from "./histogram.ts";

/**
 * A histogram as a short text that also deflates well: for each value its gap in base-26 letters
 * and its count, a digit or, from 10 on, digits in parentheses. The gap is the number of whole
 * values left out since the value before, and nothing when there are none; for a count of 1 its
 * last letter is a capital instead of the digit. `3bc(12)D` holds 0 three times, 29 twelve times
 * and 33 once.
 */
export type CodedHistogram = string;

const encodeGap = (gap: number): string => {
  let letters = "";
  for (let rest = gap; rest > 0; rest = Math.floor(rest / 26)) {
    letters = String.fromCharCode(97 + (rest % 26)) + letters;
  }
  return letters;
};

/** The one coded form of a histogram. */
export const encodeHistogram = ({ values, counts }: Histogram): CodedHistogram => {
  let coded = "";
  let next = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const count = counts[i] as number;
    const gap = encodeGap(value - next);
    if (count === 1 && gap) coded += gap.slice(0, -1) + gap.slice(-1).toUpperCase();
    else coded += gap + (count < 10 ? count : `(${count})`);
    next = value + 1;
  }
  return coded;
};

/** The inverse of `encodeHistogram`. */
export const decodeHistogram = (coded: CodedHistogram): Histogram => {
  const values: number[] = [];
  const counts: number[] = [];
  let next = 0;
  let gap = 0;
  const push = (count: number) => {
    values.push(next + gap);
    counts.push(count);
    next += gap + 1;
    gap = 0;
  };
  for (let i = 0; i < coded.length; i++) {
    const code = coded.charCodeAt(i);
    if (code >= 97) gap = gap * 26 + code - 97;
    else if (code >= 65) {
      gap = gap * 26 + code - 65;
      push(1);
    } else if (code >= 48) push(code - 48);
    else {
      const close = coded.indexOf(")", i);
      push(Number(coded.slice(i + 1, close)));
      i = close;
    }
  }
  return { values, counts };
};
