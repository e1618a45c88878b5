import type { Live, PastTarget } from "@throughline/shared/live.ts";

export interface Breach extends Pick<PastTarget, "from" | "to"> {
  /** How many visits have gone past this target. */
  n: number;
}

const waitsOf = (live: Live | undefined) => {
  const counts = new Map<string, number>();
  for (const { fromCode, toCode, waits } of live?.pastTarget ?? []) {
    for (const { since } of waits) {
      const key = `${fromCode} ${toCode} ${since}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
};

/** The targets that more visits are past than an answer ago; none where there was no answer yet. */
export const findNewBreaches = (before: Live | undefined, now: Live): Breach[] => {
  if (!before) return [];
  const known = waitsOf(before);
  return now.pastTarget.flatMap(({ from, to, fromCode, toCode, waits }) => {
    const fresh = waits.filter(({ since }) => {
      const key = `${fromCode} ${toCode} ${since}`;
      const left = known.get(key) ?? 0;
      known.set(key, left - 1);
      return left <= 0;
    });
    return fresh.length > 0 ? [{ from, to, n: fresh.length }] : [];
  });
};
