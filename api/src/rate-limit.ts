import { AppError } from "@throughline/shared/errors.ts";
import {
  MAX_ENTRIES_PER_ADDRESS_PER_MINUTE,
  MAX_ENTRIES_PER_VISIT_PER_MINUTE,
} from "@throughline/shared/limits.ts";
import { createSlidingWindow } from "./sliding-window.ts";

/**
 * What one address and one visit may send in a minute, per process. An address may stand for a
 * whole clinic's Wi-Fi, so its limit is wide. Both throw `RATE_LIMITED` with the seconds to wait.
 */
export interface RateLimit {
  /** Every anonymous request counts one, whatever it holds. */
  admitRequest(address: string): void;
  /** All entries of a push fit, or none is counted. The first was counted with the request. */
  admitEntries(address: string, site: string, visitIds: readonly string[]): void;
}

const MINUTE_MS = 60_000;

export const createRateLimit = (now: () => number): RateLimit => {
  const ofAddress = createSlidingWindow({
    limit: MAX_ENTRIES_PER_ADDRESS_PER_MINUTE,
    windowMs: MINUTE_MS,
  });
  const ofVisit = createSlidingWindow({
    limit: MAX_ENTRIES_PER_VISIT_PER_MINUTE,
    windowMs: MINUTE_MS,
  });
  return {
    admitRequest(address) {
      const nowMs = now();
      refuseFor(ofAddress.waitFor(address, 1, nowMs));
      ofAddress.add(address, 1, nowMs);
    },

    admitEntries(address, site, visitIds) {
      const nowMs = now();
      const further = visitIds.length - 1;
      const counts = new Map<string, number>();
      for (const visitId of visitIds) {
        const key = `${site} ${visitId}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      let waitMs = further > 0 ? ofAddress.waitFor(address, further, nowMs) : 0;
      for (const [key, count] of counts) {
        waitMs = Math.max(waitMs, ofVisit.waitFor(key, count, nowMs));
      }
      refuseFor(waitMs);
      if (further > 0) ofAddress.add(address, further, nowMs);
      for (const [key, count] of counts) ofVisit.add(key, count, nowMs);
    },
  };
};

const refuseFor = (waitMs: number) => {
  if (waitMs <= 0) return;
  throw new AppError("RATE_LIMITED", { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) });
};
