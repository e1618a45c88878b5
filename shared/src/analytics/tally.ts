import { type Histogram, HistogramBuilder } from "./histogram.ts";

/** Counts how often each key occurs. */
export class Tally<K> {
  readonly counts = new Map<K, number>();

  add(key: K, count = 1): void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + count);
  }
}

export interface Transition {
  from: string;
  to: string;
  seconds: Histogram;
}

/** Collects the seconds of transitions between stations. */
export class TransitionTally {
  #onward = new Map<string, Map<string, HistogramBuilder>>();

  /** The builder of the transition's histogram. */
  between(from: string, to: string): HistogramBuilder {
    let onward = this.#onward.get(from);
    if (!onward) {
      onward = new Map();
      this.#onward.set(from, onward);
    }
    let seconds = onward.get(to);
    if (!seconds) {
      seconds = new HistogramBuilder();
      onward.set(to, seconds);
    }
    return seconds;
  }

  /** All transitions that occurred, by the codes of `from` and `to`. */
  build(): Transition[] {
    const transitions: Transition[] = [];
    for (const [from, onward] of this.#onward) {
      for (const [to, seconds] of onward) transitions.push({ from, to, seconds: seconds.build() });
    }
    return transitions.sort((a, b) => compareCodes(a.from, b.from) || compareCodes(a.to, b.to));
  }
}

/** The order of codes: by code unit, the same on every machine. */
export const compareCodes = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
