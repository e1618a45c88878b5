import * as z from "zod/mini";
import { appliedFilterSchema } from "./flow-filter.ts";
import { daySchema, instantSchema, uuidSchema } from "./instant.ts";
import { codeSchema } from "./station.ts";

/** What a day or a range of days comes to. Percentiles are type 7; null where there is nothing. */

const count = z.int().check(z.minimum(0));
const seconds = z.nullable(z.number());

const spreadSchema = z.object({ n: count, mean: seconds, p50: seconds, p90: seconds });

export const transitionFiguresSchema = z.object({
  /** Labels; the codes stand beside. */
  from: z.string(),
  to: z.string(),
  fromCode: z.string(),
  toCode: z.string(),
  /** Transitions whose seconds are known. */
  n: count,
  meanSeconds: seconds,
  minSeconds: seconds,
  p50Seconds: seconds,
  p90Seconds: seconds,
  maxSeconds: seconds,
  /** What the site wants the transition to take; exactly as long is within the target. */
  targetSeconds: z.optional(z.number()),
  withinTarget: z.optional(
    z.object({
      n: count,
      share: z.number(),
      /** The least share that the site wants. */
      minShare: z.optional(z.number()),
    }),
  ),
});
export type TransitionFigures = z.infer<typeof transitionFiguresSchema>;

export const bottleneckSchema = z.object({
  from: z.string(),
  to: z.string(),
  fromCode: z.string(),
  toCode: z.string(),
  n: count,
  referenceSeconds: z.number(),
  reference: z.enum(["target", "p25"]),
  /** Σ max(0, seconds − reference) / 60: what would be won if none took longer than the reference. */
  recoverableMinutes: z.number(),
});

export const figuresSchema = z.object({
  visits: count,
  scans: count,
  completed: count,
  abandoned: count,
  open: count,
  /** First to last scan of completed and abandoned visits. */
  durationSeconds: spreadSchema,
  /**
   * The Kaplan–Meier median of the duration: completed visits are events, all others are censored,
   * so that visits which have not finished count too. Null when fewer than half have finished.
   */
  durationWithUnfinished: z.object({ n: count, completed: count, p50: seconds }),
  /** "0" to "23", by the visit's first scan, in the site's local time. */
  arrivalsByHour: z.record(z.string(), count),
  transitions: z.array(transitionFiguresSchema),
  dwell: z.array(
    z.object({
      station: z.string(),
      code: z.string(),
      n: count,
      meanSeconds: seconds,
      p50Seconds: seconds,
      p90Seconds: seconds,
    }),
  ),
  /** The most frequent first; `distinctPaths` tells how many there are in all. */
  paths: z.array(z.object({ stations: z.array(z.string()), codes: z.array(z.string()), n: count })),
  distinctPaths: count,
  /** Per station: visits that passed it, completed visits that never did, visits that came again. */
  steps: z.array(
    z.object({
      station: z.string(),
      code: z.string(),
      visits: count,
      missed: count,
      repeated: count,
    }),
  ),
  /** By recoverable minutes, the largest first. */
  bottlenecks: z.array(bottleneckSchema),
  /** Visits per reason given; `""` stands for none. */
  reasons: z.array(z.object({ code: z.string(), label: z.string(), n: count })),
  quality: z.object({
    withoutEntrance: count,
    withoutExit: count,
    singleScan: count,
    /** Scans whose time was corrected from the device's stamp. */
    correctedTimes: count,
    /** Scans whose time is only their receipt. */
    unknownTimes: count,
    voidedScans: count,
    testScans: count,
    /** Visits of which a device sent something only after their day had closed. */
    lateVisits: count,
    /** Visits by slips that stand on a day and on the day before: each is counted on both. */
    slipsOverMidnight: count,
    /** Transitions shorter than the uncertainty of the clocks that measured them. */
    uncertainTransitions: count,
    /** Counted visits over entered attendance, on the days where attendance is entered. */
    coverage: z.nullable(z.object({ people: count, visits: count, share: z.nullable(z.number()) })),
  }),
});
export type Figures = z.infer<typeof figuresSchema>;

/** A station's tablet that may still hold entries of a closed day. */
export const awaitedTabletSchema = z.object({
  id: uuidSchema,
  station: z.string(),
  code: codeSchema,
  /** About its last report. */
  reportedAt: instantSchema,
  /** It was silent for 7 days or longer, so it can be retired. */
  silent: z.boolean(),
});
export type AwaitedTablet = z.infer<typeof awaitedTabletSchema>;

export const flowDaySchema = z.extend(figuresSchema, {
  day: daySchema,
  timeZone: z.string(),
  /** The server's clock when this was computed. */
  asOf: instantSchema,
  /** The day has ended, the visit limit has passed and no visit is open: only late arrivals can change it. */
  closed: z.boolean(),
  /** What a closed day still waits for; null when it is final until something comes late. */
  provisional: z.nullable(z.object({ tablets: z.array(awaitedTabletSchema) })),
  /** When a device last sent something after the day had closed; null when none did. */
  changedAt: z.nullable(instantSchema),
  /** One per clinic hour of the day: 23, 24 or 25. */
  arrivals: z.array(z.object({ startAt: instantSchema, n: count })),
  /** Visits inside at each quarter of an hour, up to now; also those that began on earlier days. */
  census: z.array(z.object({ at: instantSchema, n: count })),
  /** Open visits at `asOf`, whichever day they began on; null for a day that is not going on. */
  inside: z.nullable(count),
  /** Set where only some visits or only open time counted. */
  filter: z.optional(appliedFilterSchema),
});
export type FlowDay = z.infer<typeof flowDaySchema>;

export const flowRangeSchema = z.extend(figuresSchema, {
  from: daySchema,
  to: daySchema,
  timeZone: z.string(),
  asOf: instantSchema,
  /** Set where only some days, some visits or only open time counted. */
  filter: z.optional(appliedFilterSchema),
  /** One per day of the range that the filter takes, in order. */
  days: z.array(
    z.object({
      day: daySchema,
      visits: count,
      scans: count,
      completed: count,
      abandoned: count,
      open: count,
      p50Seconds: seconds,
      closed: z.boolean(),
      provisional: z.boolean(),
    }),
  ),
});
export type FlowRange = z.infer<typeof flowRangeSchema>;
