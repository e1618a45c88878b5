const LONGEST_MS = 5 * 60_000;
const MINUTE_MS = 60_000;

/**
 * A screen that goes on showing the same says so again after this: in time for a ward where an alert
 * that no screen has shown for so many minutes goes to the channels.
 */
export const viewEveryMs = (unviewedMinutes: number | null): number =>
  unviewedMinutes === null ? LONGEST_MS : Math.min(LONGEST_MS, (unviewedMinutes * MINUTE_MS) / 2);

/** What was recorded of a screen lately. */
export interface RecordedView {
  /** Which ward, and which kind of screen. */
  place: string;
  /** The alerts that stood on it. */
  episodes: ReadonlySet<string>;
  /** Since when. */
  atMs: number;
}

/**
 * What is recorded once it is said that a visible screen shows these alerts now; undefined where
 * that says nothing new. Whoever scrolls says each alert once in `everyMs`.
 */
export const nextView = (
  recorded: RecordedView | undefined,
  { place, episodes }: { place: string; episodes: readonly string[] },
  nowMs: number,
  everyMs: number,
): RecordedView | undefined => {
  const isFresh =
    recorded?.place === place &&
    nowMs - recorded.atMs < everyMs &&
    // Else a clock was set back.
    nowMs >= recorded.atMs;
  if (!isFresh) return { place, episodes: new Set(episodes), atMs: nowMs };
  if (episodes.every((episode) => recorded.episodes.has(episode))) return undefined;
  return { ...recorded, episodes: new Set([...recorded.episodes, ...episodes]) };
};
