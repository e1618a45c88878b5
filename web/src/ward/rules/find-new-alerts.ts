import { plural } from "../../ui/format.ts";
import { wardName } from "../../ui/ward-name.ts";
import { isOverdue } from "./arrange-rows.ts";
import type { Row } from "./settle-bed.ts";

/**
 * What stands open and confirmed, each with its stay: only that makes a sound. A silent feed is an
 * alarm of its own.
 */
export const alarmingEpisodes = (rows: readonly Row[]): ReadonlySet<string> =>
  new Set(
    rows
      .filter((row) => isOverdue(row) && row.alert?.confirmed)
      .map(({ key, alert }) => `${key} ${alert?.episode}`),
  );

/** What a screen raises an alarm about. */
export interface Alarming {
  ward: string;
  episodes: ReadonlySet<string>;
  /** Names of feeds that have been silent for too long. */
  silentFeeds: ReadonlySet<string>;
}

/**
 * What has come since, in words that name nobody: one text for all that came together; undefined for
 * nothing new, and where nothing of the ward was known before.
 */
export const tellNews = (before: Alarming | undefined, now: Alarming): string | undefined => {
  if (before?.ward !== now.ward) return undefined;
  const beds = [...now.episodes].filter((episode) => !before.episodes.has(episode)).length;
  const feeds = [...now.silentFeeds].filter((name) => !before.silentFeeds.has(name));
  const texts = [
    ...(beds > 0 ? [`${plural(beds, "bed")} newly overdue.`] : []),
    ...feeds.map((name) => `No files come from “${name}”.`),
  ];
  return texts.length > 0 ? `${wardName(now.ward)}: ${texts.join(" ")}` : undefined;
};
