import type { ExpectedWait } from "../api.ts";
import type { Event } from "../event.ts";
import { findClinicHours } from "./clinic-hours.ts";
import { groupVisits } from "./group-visits.ts";
import { totalCount } from "./histogram.ts";
import { quantile } from "./quantile.ts";
import { compareCodes, TransitionTally } from "./tally.ts";

/** With fewer waits than this nothing is said. */
export const MIN_WAITS = 10;

export interface WaitCollector {
  /** Takes in the events of one day's partition (whole visits). */
  addDay(events: Iterable<Event>): void;
  /** The expected waits, by station and hour. */
  build(): ExpectedWait[];
}

/**
 * What usually comes after a scan: per station and local hour of the scan the most frequent next
 * station other than itself, and the p50 and p90 (type 7) of the seconds until its scan. Cells with
 * fewer than `MIN_WAITS` such waits are left out.
 */
export const collectWaits = (timeZone: string): WaitCollector => {
  const hourAt = findClinicHours(timeZone);
  const hours = Array.from({ length: 24 }, () => new TransitionTally());
  return {
    addDay(events) {
      for (const { scans } of groupVisits(events).visits) {
        for (let i = 0; i + 1 < scans.length; i++) {
          const [scan, next] = [scans[i], scans[i + 1]];
          if (!scan || !next || scan.timeUnknown || next.timeUnknown) continue;
          if (scan.station === next.station) continue;
          const ms = Date.parse(scan.at);
          const seconds = Math.floor((Date.parse(next.at) - ms) / 1000);
          hours[hourAt(ms).hour]?.between(scan.station, next.station).add(seconds);
        }
      }
    },
    build() {
      const expected: ExpectedWait[] = [];
      for (const [hour, tally] of hours.entries()) {
        const mostFrequent = new Map<string, ExpectedWait>();
        for (const { from, to, seconds } of tally.build()) {
          const n = totalCount(seconds);
          if (n < MIN_WAITS || n <= (mostFrequent.get(from)?.n ?? 0)) continue;
          const p50Seconds = quantile(seconds, 0.5) as number;
          const p90Seconds = quantile(seconds, 0.9) as number;
          mostFrequent.set(from, { from, hour, to, n, p50Seconds, p90Seconds });
        }
        expected.push(...mostFrequent.values());
      }
      return expected.sort((a, b) => compareCodes(a.from, b.from) || a.hour - b.hour);
    },
  };
};
