import { shownEpisodeOf } from "@throughline/shared/alert.ts";
import type { ViewedAlerts } from "../../store/clinical/viewed-alerts.ts";

/** Well below what one item may hold. */
const MAX_BYTES = 300_000;
/** An instant, and what the database counts for an entry of a map. */
const BYTES_BESIDE_NAME = 32;

/**
 * What is known of a ward's alerts with what is new, without what was seen before `oldest`, and the
 * latest only where that is more than one item holds: who is forgotten counts as unseen. Undefined
 * for no news.
 */
export const noteViews = (
  known: ViewedAlerts,
  episodes: ReadonlyMap<string, string>,
  oldest: string,
): ViewedAlerts | undefined => {
  const news = [...episodes].filter(([episode, at]) => at > (known[episode] ?? oldest));
  if (news.length === 0) return undefined;
  const all = new Map([...Object.entries(known), ...news].filter(([, at]) => at >= oldest));
  let bytes = 0;
  return Object.fromEntries(
    [...all]
      .sort(([, one], [, other]) => (one < other ? 1 : -1))
      .filter(([episode]) => {
        bytes += Buffer.byteLength(episode) + BYTES_BESIDE_NAME;
        return bytes <= MAX_BYTES;
      }),
  );
};

/** When a patient's alert was last seen; null for never. Screens of older pages name no patient. */
export const whenViewed = (
  views: ViewedAlerts,
  patientId: string,
  episode: string,
): string | null =>
  [views[shownEpisodeOf(patientId, episode)], views[episode]]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1) ?? null;
