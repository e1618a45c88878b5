import * as z from "zod/mini";
import { transitionFiguresSchema } from "./figures.ts";
import { daySchema, instantSchema } from "./instant.ts";

/** Who is where at this moment: counts and times, never whose. */

const count = z.int().check(z.minimum(0));

/** One open visit's wait since its last scan. */
const waitSchema = z.object({ since: instantSchema, waitedSeconds: count });

const stationWaitSchema = z.extend(waitSchema, {
  /** Label; the code stands beside. */
  station: z.string(),
  code: z.string(),
});
export type StationWait = z.infer<typeof stationWaitSchema>;

export const pastTargetSchema = z.object({
  from: z.string(),
  to: z.string(),
  fromCode: z.string(),
  toCode: z.string(),
  targetSeconds: z.number(),
  /** The longest first; never empty. */
  waits: z.array(z.extend(waitSchema, { pastSeconds: count })),
});
export type PastTarget = z.infer<typeof pastTargetSchema>;

export const liveSchema = z.object({
  day: daySchema,
  timeZone: z.string(),
  /** The server's clock when this was computed. */
  asOf: instantSchema,
  /** Visits of today, whatever became of them. */
  visits: count,
  /** Open visits of today and of the days before. */
  inside: count,
  /** In the site's order: every station in use, and others where somebody is. */
  stations: z.array(
    z.object({
      station: z.string(),
      code: z.string(),
      /** Open visits whose last scan was here. */
      n: count,
      /** Those of them that have been quiet for long. */
      quiet: count,
      /** Of the others, where the time of the last scan is known. */
      longest: z.nullable(waitSchema),
    }),
  ),
  /** Scans of today's visits, by the station's code. */
  scansByStation: z.record(z.string(), count),
  /** The longest waits of those that are not quiet, the longest first. */
  waits: z.array(stationWaitSchema),
  /**
   * Per target the open visits whose last scan was at its start and that have waited longer. Where
   * a visit goes is not known, so it stands under each target that begins at its station.
   */
  pastTarget: z.array(pastTargetSchema),
  /** Targets that a smaller share of today's transitions met than the site wants. */
  missedTargets: z.array(transitionFiguresSchema),
  /**
   * A visit without a scan for longer than this is quiet: it may well be somebody who has left. It
   * counts wherever visits are counted, and stands past its targets.
   */
  quietAfterSeconds: count,
});
export type Live = z.infer<typeof liveSchema>;
