import { visitGoesOn } from "@throughline/shared/recording.ts";
import { hasEnded, type LocalVisit, type RememberedGuide } from "../journal/device.ts";

const DEFAULT_LIMIT_HOURS = 12;

/** Whether the next scan would begin a new visit. */
export const isOver = (
  visit: LocalVisit,
  guide: RememberedGuide | undefined,
  nowMs: number,
): boolean => {
  const last = visit.scans[visit.scans.length - 1];
  if (!last) return true;
  const limitMs = (guide?.visitLimitHours ?? DEFAULT_LIMIT_HOURS) * 3_600_000;
  const state = { ended: hasEnded(visit, guide), lastScanMs: Date.parse(last.deviceAt) };
  return !visitGoesOn(state, limitMs, nowMs);
};
