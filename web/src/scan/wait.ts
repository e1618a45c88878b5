import type { Guide } from "@throughline/shared/api.ts";
import type { LocalScan } from "../journal/device.ts";

/** What usually comes after the visit's last scan, and when. */
export interface Wait {
  /** The code of the next station. */
  to: string;
  /** Rounded: half of the visits took longer than `low`, one in ten longer than `high`. */
  lowMinutes: number;
  highMinutes: number;
  /** This visit already waits longer than nine of ten did. */
  longer: boolean;
  /** How many visits it comes from, and of which days. */
  n: number;
  fromDay: string;
  toDay: string;
}

/**
 * The expected wait after a scan; undefined where the guide has none for its station and hour.
 * `offsetMs` leads from the device's clock to the server's.
 */
export const expectedWait = (
  guide: Guide,
  scan: LocalScan,
  { nowMs, offsetMs }: { nowMs: number; offsetMs: number },
): Wait | undefined => {
  const scannedMs = Date.parse(scan.deviceAt);
  const hour = hourAt(scannedMs + offsetMs, guide.timeZone);
  const { expected, fromDay, toDay } = guide.waits;
  const found = expected.find((wait) => wait.from === scan.station && wait.hour === hour);
  if (!found || !fromDay || !toDay) return undefined;
  const lowMinutes = Math.max(1, roundMinutes(found.p50Seconds / 60, Math.floor));
  return {
    to: found.to,
    lowMinutes,
    highMinutes: Math.max(lowMinutes, roundMinutes(found.p90Seconds / 60, Math.ceil)),
    longer: nowMs - scannedMs > found.p90Seconds * 1_000,
    n: found.n,
    fromDay,
    toDay,
  };
};

const hourAt = (ms: number, timeZone: string): number =>
  Number(
    new Intl.DateTimeFormat("en-US-u-nu-latn", {
      timeZone,
      hour: "2-digit",
      hourCycle: "h23",
    }).format(ms),
  );

/** An expectation is no measurement: steps of 1 min below 15 min, of 5 below an hour, then of 15. */
const roundMinutes = (minutes: number, round: (value: number) => number): number => {
  const step = minutes < 15 ? 1 : minutes < 60 ? 5 : 15;
  return round(minutes / step) * step;
};
