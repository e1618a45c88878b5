import type { AlertChange } from "../alert.ts";
import {
  type Histogram,
  HistogramBuilder,
  mergeHistograms,
  totalCount,
} from "../analytics/histogram.ts";
import { quantile } from "../analytics/quantile.ts";
import { wardKey } from "../ward.ts";
import type { AlertFigures } from "../ward-api.ts";

type Spread = AlertFigures["minutesToAcknowledge"];

/** One day of the log; changes stand on the site's day of their instant. */
export interface LoggedDay {
  day: string;
  changes: readonly AlertChange[];
}

/**
 * The business figures of the days from `from` to `to`, from the log: every day from `from` until
 * now in order, also those after `to`, since what they hold tells how many were open before.
 *
 * An opening counts on its day and the ward on which it opened. It is acknowledged with the first
 * action (also a snooze, or that no tests are intended) that nobody withdrew; one that a tablet
 * recorded before the server had opened the alert took no time. `turnarounds` are in minutes.
 */
export const alertFigures = (
  log: readonly LoggedDay[],
  { from, to, openNow }: { from: string; to: string; openNow: number },
  turnarounds: Iterable<Histogram>,
): AlertFigures => {
  const all = log.flatMap(({ changes }) => changes);
  const firstActions = findFirstActions(all);
  const wards = new Map<string, { opened: number; seconds: HistogramBuilder }>();
  const seconds = new HistogramBuilder();
  for (const { day, changes } of log) {
    if (day < from || day > to) continue;
    for (const change of changes) {
      if (change.what !== "opened") continue;
      const name = wardKey(change.ward);
      const ward = wards.get(name) ?? { opened: 0, seconds: new HistogramBuilder() };
      wards.set(name, ward);
      ward.opened += 1;
      const at = firstActions.get(openingOf(change));
      if (at === undefined) continue;
      const took = secondsBetween(change.openedAt, at);
      ward.seconds.add(took);
      seconds.add(took);
    }
  }
  const took = spreadOf(mergeHistograms(turnarounds), 1);
  return {
    from,
    to,
    openNow,
    perDay: perDay(log, openNow).filter(({ day }) => day >= from && day <= to),
    perWard: [...wards]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([ward, { opened, seconds }]) => {
        const { n, p50, p90 } = spreadOf(seconds.build(), 60);
        return {
          ward,
          opened,
          acknowledged: n,
          minutesToAcknowledgeP50: p50,
          minutesToAcknowledgeP90: p90,
        };
      }),
    minutesToAcknowledge: spreadOf(seconds.build(), 60),
    turnaroundMinutes: took,
  };
};

/** Each opening of an episode is one of its own: a correction may bring an episode back. */
const openingOf = ({ episode, openedAt, patientId }: AlertChange) =>
  JSON.stringify([patientId, episode, openedAt]);

const findFirstActions = (changes: readonly AlertChange[]): Map<string, string> => {
  const withdrawn = new Set(
    changes.flatMap(({ what, entryId }) => (what === "withdrawn" && entryId ? [entryId] : [])),
  );
  const found = new Map<string, string>();
  for (const change of changes) {
    const { what, at, entryId = "" } = change;
    if (what !== "acknowledged" && what !== "snoozed" && what !== "no-tests") continue;
    if (withdrawn.has(entryId)) continue;
    const opening = openingOf(change);
    const known = found.get(opening);
    if (known === undefined || at < known) found.set(opening, at);
  }
  return found;
};

/** Backwards from now: what opened on a later day was not yet open, what closed still was. */
const perDay = (log: readonly LoggedDay[], openNow: number): AlertFigures["perDay"] => {
  let overdueAtEnd = openNow;
  const days: AlertFigures["perDay"] = [];
  for (const { day, changes } of [...log].reverse()) {
    const opened = changes.filter(({ what }) => what === "opened").length;
    const closed = changes.filter(({ what }) => what === "closed").length;
    days.unshift({ day, opened, closed, overdueAtEnd: Math.max(0, overdueAtEnd) });
    overdueAtEnd += closed - opened;
  }
  return days;
};

const secondsBetween = (from: string, to: string): number =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 1000));

/** In minutes with one decimal, of values of which `perMinute` make one. */
const spreadOf = (histogram: Histogram, perMinute: number): Spread => {
  const minutes = (p: number) => {
    const value = quantile(histogram, p);
    return value === null ? null : Math.round((value / perMinute) * 10) / 10;
  };
  return { n: totalCount(histogram), p50: minutes(0.5), p90: minutes(0.9) };
};
