import { isOverdue } from "./arrange-rows.ts";
import type { Row } from "./settle-bed.ts";

/** What stands open and confirmed: only that makes a sound. A silent feed is an alarm of its own. */
export const alarmingEpisodes = (rows: readonly Row[]): ReadonlySet<string> =>
  new Set(
    rows
      .filter((row) => isOverdue(row) && row.alert?.confirmed)
      .map(({ alert }) => alert?.episode ?? ""),
  );

/** How many alerts have opened since; none where nothing was known before. */
export const countNewAlerts = (
  before: ReadonlySet<string> | undefined,
  now: ReadonlySet<string>,
): number => (before ? [...now].filter((episode) => !before.has(episode)).length : 0);
