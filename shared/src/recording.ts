/**
 * The rules of recording on the device. They act when something is recorded, never on what was
 * imported or stored. Free of schemas: the scan page loads this before its confirmation.
 */

/** A second scan of the same station within this is the same scan. */
export const SAME_SCAN_MS = 60_000;

/** Whether a scan at `nowMs` repeats the visit's last scan (`lastMs`, at `lastStation`). */
export const isSameScan = (
  last: { station: string; deviceMs: number } | undefined,
  station: string,
  nowMs: number,
): boolean =>
  last !== undefined && last.station === station && Math.abs(nowMs - last.deviceMs) < SAME_SCAN_MS;

/** Whether a visit goes on: it has not ended and its last scan is within the limit. */
export const visitGoesOn = (
  visit: { ended: boolean; lastScanMs: number },
  visitLimitMs: number,
  nowMs: number,
): boolean => !visit.ended && Math.abs(nowMs - visit.lastScanMs) <= visitLimitMs;
