/** Older data than this is not now any more. */
export const OLD_DATA_MS = 2 * 60_000;
/** The monitor ticks each minute; one that has not for this long does not watch. */
export const OLD_MONITOR_MS = 3 * 60_000;
/** A clock is set by more than this, or it is not set. */
const CLOCK_SLACK_MS = 60_000;

export interface Age {
  /** Since the server's word; null where the tablet's clock was set back since. */
  dataMs: number | null;
  /** Since the monitor's last tick; null where it never ticked, or that is not known. */
  monitorMs: number | null;
  dataIsOld: boolean;
  monitorIsOld: boolean;
}

/** How old what is shown is, by the server's clock. What cannot be known counts as old. */
export const judgeAge = (
  { asOf, monitorAt }: { asOf: string; monitorAt: string | null },
  nowMs: number,
): Age => {
  const dataMs = known(nowMs - Date.parse(asOf));
  const monitorMs = monitorAt === null ? null : known(nowMs - Date.parse(monitorAt));
  return {
    dataMs,
    monitorMs,
    dataIsOld: dataMs === null || dataMs > OLD_DATA_MS,
    monitorIsOld: monitorMs === null || monitorMs > OLD_MONITOR_MS,
  };
};

const known = (ms: number): number | null => (ms < -CLOCK_SLACK_MS ? null : Math.max(0, ms));
