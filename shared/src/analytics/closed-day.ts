import type { DaySummary } from "./day-summary.ts";

/** Summaries wait this much longer, for settings that are remembered and clocks that differ. */
export const SUMMARY_DELAY_MS = 5 * 60_000;

/** From this instant on (epoch ms) an event of the day is late. `dayEndMs` is where the next day begins. */
export const lateFromMs = (dayEndMs: number, visitLimitMs: number): number =>
  dayEndMs + visitLimitMs;

/** Whether only late events can change the day any more, so that its summary may be kept. */
export const isDayClosed = (
  summary: Pick<DaySummary, "open">,
  { dayEndMs, visitLimitMs, nowMs }: { dayEndMs: number; visitLimitMs: number; nowMs: number },
): boolean => summary.open === 0 && nowMs >= lateFromMs(dayEndMs, visitLimitMs) + SUMMARY_DELAY_MS;
