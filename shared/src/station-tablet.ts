import * as z from "zod/mini";
import { REQUEST_TIMEOUT_MS } from "./clock-correction.ts";
import { daySchema, instantSchema, uuidSchema } from "./instant.ts";
import { codeSchema } from "./station.ts";
import { clinicDay } from "./time.ts";

/** What the server knows of a station's tablet by its reports. */
export const stationTabletSchema = z.object({
  id: uuidSchema,
  /** Where it stood at its last report. */
  station: codeSchema,
  /** About its last report: one that says nothing new is noted every few minutes only. */
  reportedAt: instantSchema,
  /** Entries that it still held then; 0, or about so many. */
  waiting: z.int().check(z.minimum(0)),
  /**
   * The days, in order, of which it may still hold entries: it was active on them and has not
   * reported zero waiting entries since they ended.
   */
  awaitedDays: z.array(daySchema),
  /** Nobody waits for it any more. A report of its own ends that. */
  retired: z.boolean(),
});
export type StationTablet = z.infer<typeof stationTabletSchema>;

/** How a tablet is called among those of its station: the last digits of its id. */
export const tabletName = (id: string): string => id.slice(-4).toUpperCase();

/** A tablet that reported no more for so long can be retired. */
export const SILENT_MS = 7 * 86_400_000;
const NOTE_EVERY_MS = 5 * 60_000;

/**
 * A tablet after a report: `left` entries stay on it, and `days` are those of the entries that it
 * sent. It is active on these and on the day of the report. A report of zero waiting entries settles
 * every day that had ended when the report left the tablet.
 */
export const noteReport = (
  known: StationTablet | undefined,
  report: {
    id: string;
    station: string;
    left: number;
    days: readonly string[];
    receivedMs: number;
  },
  timeZone: string,
): StationTablet => {
  const active = [...report.days, clinicDay(report.receivedMs, timeZone)];
  const days = [...new Set([...(known?.awaitedDays ?? []), ...active])].sort();
  const leftOn = clinicDay(report.receivedMs - REQUEST_TIMEOUT_MS, timeZone);
  return {
    id: report.id,
    station: report.station,
    reportedAt: new Date(report.receivedMs).toISOString(),
    waiting: report.left,
    awaitedDays: report.left === 0 ? days.filter((day) => day >= leftOn) : days,
    retired: false,
  };
};

/** Whether a report changed what others may want to know, or the last note has become old. */
export const isWorthNoting = (known: StationTablet | undefined, next: StationTablet): boolean =>
  !known ||
  known.retired !== next.retired ||
  known.station !== next.station ||
  (known.waiting === 0) !== (next.waiting === 0) ||
  known.awaitedDays.join() !== next.awaitedDays.join() ||
  Date.parse(next.reportedAt) - Date.parse(known.reportedAt) >= NOTE_EVERY_MS;

/** The tablets that may still hold entries of a day. */
export const awaitedOn = (tablets: readonly StationTablet[], day: string): StationTablet[] =>
  tablets.filter(({ retired, awaitedDays }) => !retired && awaitedDays.includes(day));

export const isSilent = (tablet: Pick<StationTablet, "reportedAt">, nowMs: number): boolean =>
  nowMs - Date.parse(tablet.reportedAt) >= SILENT_MS;
