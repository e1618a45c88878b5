import type { ScanEvent } from "../event.ts";
import type { Live } from "../live.ts";
import type { SiteSettings } from "../site.ts";
import type { Visit } from "../visit.ts";
import { findLabels, inSiteOrder } from "./station-labels.ts";
import { Tally } from "./tally.ts";

/** How many of the longest waits are listed. */
const MOST_WAITS = 20;
/** Nobody can know who has left without a scan; four hours is a guess that the answer states. */
export const QUIET_AFTER_SECONDS = 4 * 3600;

interface Wait {
  code: string;
  since: string;
  waitedSeconds: number;
}

/** How many scans these visits have, by the station's code. */
export const countScans = (visits: readonly Visit[]): Record<string, number> => {
  const scans = new Tally<string>();
  for (const visit of visits) for (const { station } of visit.scans) scans.add(station);
  return Object.fromEntries(scans.counts);
};

/**
 * Where open visits are by their last scans, and how long they have been waiting since. A scan of
 * unknown time counts at its station and has no wait.
 */
export const placeOpenVisits = (
  openVisits: readonly Visit[],
  { stations, targets }: Pick<SiteSettings, "stations" | "targets">,
  nowMs: number,
): Pick<Live, "inside" | "stations" | "waits" | "pastTarget" | "quietAfterSeconds"> => {
  const label = findLabels(stations);
  const at = new Tally<string>();
  for (const { code, retired } of stations) if (!retired) at.add(code, 0);
  const waits: Wait[] = [];
  for (const { scans } of openVisits) {
    const last = scans[scans.length - 1] as ScanEvent;
    at.add(last.station);
    if (last.timeUnknown) continue;
    const waitedSeconds = Math.max(0, Math.floor((nowMs - Date.parse(last.at)) / 1000));
    waits.push({ code: last.station, since: last.at, waitedSeconds });
  }
  waits.sort((a, b) => (a.since === b.since ? 0 : a.since < b.since ? -1 : 1));
  const waitsAt = (code: string) => waits.filter((wait) => wait.code === code);
  const isRecent = ({ waitedSeconds }: Wait) => waitedSeconds <= QUIET_AFTER_SECONDS;
  return {
    inside: openVisits.length,
    stations: inSiteOrder(at.counts.keys(), stations).map((code) => {
      const known = waitsAt(code);
      const recent = known.filter(isRecent);
      const [longest] = recent;
      return {
        station: label(code),
        code,
        n: at.counts.get(code) as number,
        quiet: known.length - recent.length,
        longest: longest ? { since: longest.since, waitedSeconds: longest.waitedSeconds } : null,
      };
    }),
    waits: waits
      .filter(isRecent)
      .slice(0, MOST_WAITS)
      .map((wait) => ({ station: label(wait.code), ...wait })),
    pastTarget: targets.flatMap(({ from, to, seconds }) => {
      const past = waitsAt(from).filter(({ waitedSeconds }) => waitedSeconds > seconds);
      if (past.length === 0) return [];
      return [
        {
          from: label(from),
          to: label(to),
          fromCode: from,
          toCode: to,
          targetSeconds: seconds,
          waits: past.map(({ since, waitedSeconds }) => ({
            since,
            waitedSeconds,
            pastSeconds: waitedSeconds - seconds,
          })),
        },
      ];
    }),
    quietAfterSeconds: QUIET_AFTER_SECONDS,
  };
};
