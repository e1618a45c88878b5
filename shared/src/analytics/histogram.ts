/**
 * How often each whole second occurred: lossless, so that quantiles and means of merged histograms
 * are those of the raw values. `values` ascend and are distinct; `counts` are positive.
 */
export interface Histogram {
  values: number[];
  counts: number[];
}

/** Values below this are counted in an array, which is many times faster than a map. */
const DENSE_LIMIT = 1 << 17;

/** Collects whole, non-negative numbers in any order. */
export class HistogramBuilder {
  #dense = new Float64Array(256);
  #sparse = new Map<number, number>();

  /** Counts `value` once, or `count` times. */
  add(value: number, count = 1): void {
    if (value >= DENSE_LIMIT) {
      this.#sparse.set(value, (this.#sparse.get(value) ?? 0) + count);
      return;
    }
    if (value >= this.#dense.length) {
      const grown = new Float64Array(2 ** Math.ceil(Math.log2(value + 1)));
      grown.set(this.#dense);
      this.#dense = grown;
    }
    this.#dense[value] = (this.#dense[value] as number) + count;
  }

  /** Counts everything that another histogram holds. */
  addAll(histogram: Histogram): void {
    const { values, counts } = histogram;
    for (let i = 0; i < values.length; i++) this.add(values[i] as number, counts[i] as number);
  }

  build(): Histogram {
    const values: number[] = [];
    const counts: number[] = [];
    const dense = this.#dense;
    for (let value = 0; value < dense.length; value++) {
      const count = dense[value] as number;
      if (count > 0) {
        values.push(value);
        counts.push(count);
      }
    }
    for (const [value, count] of [...this.#sparse].sort((a, b) => a[0] - b[0])) {
      values.push(value);
      counts.push(count);
    }
    return { values, counts };
  }
}

/** The histogram of all the values of several histograms. */
export const mergeHistograms = (histograms: Iterable<Histogram>): Histogram => {
  const builder = new HistogramBuilder();
  for (const histogram of histograms) builder.addAll(histogram);
  return builder.build();
};

/** How many values there are in all. */
export const totalCount = (histogram: Histogram): number => {
  let total = 0;
  for (const count of histogram.counts) total += count;
  return total;
};

/** How many values are at most `limit`. */
export const countUpTo = ({ values, counts }: Histogram, limit: number): number => {
  let total = 0;
  for (let i = 0; i < values.length && (values[i] as number) <= limit; i++) {
    total += counts[i] as number;
  }
  return total;
};

/** The mean, rounded to a thousandth; null of nothing. */
export const mean = (histogram: Histogram): number | null => {
  const n = totalCount(histogram);
  return n === 0 ? null : Math.round((sumAbove(histogram, 0) * 1000) / n) / 1000;
};

/** Σ max(0, value − reference). */
export const sumAbove = (histogram: Histogram, reference: number): number => {
  let sum = 0;
  let n = 0;
  for (let i = histogram.values.length - 1; i >= 0; i--) {
    const value = histogram.values[i] as number;
    if (value <= reference) break;
    const count = histogram.counts[i] as number;
    sum += value * count;
    n += count;
  }
  return sum - n * reference;
};
