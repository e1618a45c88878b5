import type { Histogram } from "./histogram.ts";

/**
 * A histogram as a short text that also deflates well: for each value its gap in base-26 letters
 * and its count in digits. The gap is the number of whole values left out since the value before,
 * and nothing when there are none; for a count of 1 its last letter is a capital instead of the
 * digit. `3bc12D` holds 0 three times, 29 twelve times and 33 once.
 */
export type CodedHistogram = string;

const LOWER_A = 97;
const UPPER_A = 65;

const encodeGap = (gap: number): string => {
  let letters = "";
  for (let rest = gap; rest > 0; rest = Math.floor(rest / 26)) {
    letters = String.fromCharCode(LOWER_A + (rest % 26)) + letters;
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
    coded += count === 1 && gap ? gap.slice(0, -1) + gap.slice(-1).toUpperCase() : `${gap}${count}`;
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
  let count = 0;
  const push = () => {
    values.push(next + gap);
    counts.push(count);
    next += gap + 1;
    gap = 0;
    count = 0;
  };
  for (let i = 0; i < coded.length; i++) {
    const code = coded.charCodeAt(i);
    if (code < UPPER_A) {
      count = count * 10 + code - 48;
      continue;
    }
    if (count > 0) push();
    if (code >= LOWER_A) gap = gap * 26 + code - LOWER_A;
    else {
      gap = gap * 26 + code - UPPER_A;
      count = 1;
      push();
    }
  }
  if (count > 0) push();
  return { values, counts };
};
