/** A screen that goes on showing the same says so again after this. */
export const VIEW_EVERY_MS = 5 * 60_000;

/** What was recorded of a screen within the last five minutes. */
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
 * that says nothing new. Whoever scrolls says each alert once in five minutes.
 */
export const nextView = (
  recorded: RecordedView | undefined,
  { place, episodes }: { place: string; episodes: readonly string[] },
  nowMs: number,
): RecordedView | undefined => {
  const isFresh =
    recorded?.place === place &&
    nowMs - recorded.atMs < VIEW_EVERY_MS &&
    // Else a clock was set back.
    nowMs >= recorded.atMs;
  if (!isFresh) return { place, episodes: new Set(episodes), atMs: nowMs };
  if (episodes.every((episode) => recorded.episodes.has(episode))) return undefined;
  return { ...recorded, episodes: new Set([...recorded.episodes, ...episodes]) };
};
