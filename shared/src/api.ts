import * as z from "zod/mini";
import { type ErrorCode, errors } from "./errors.ts";
import { flowDaySchema, flowRangeSchema } from "./figures.ts";
import { hiddenFlowDaySchema } from "./hidden-figures.ts";
import { daySchema, instantSchema } from "./instant.ts";
import { attendanceSchema, reasonSchema, siteSettingsSchema } from "./site.ts";
import { codeSchema, stationKinds, stationSchema } from "./station.ts";
import { stationTabletSchema } from "./station-tablet.ts";

/**
 * Every endpoint's request and response. Pushes are in `journal.ts`, figures in `figures.ts`,
 * filters in `flow-filter.ts`, the board in `live.ts`.
 */

const errorCodes = Object.keys(errors) as [ErrorCode, ...ErrorCode[]];
export const errorResponseSchema = z.object({
  error: z.object({
    code: z.enum(errorCodes),
    message: z.string(),
    /** For `BAD_REQUEST`: `{ field, problem }`, never the value. */
    details: z.optional(z.record(z.string(), z.unknown())),
  }),
});

export const healthSchema = z.object({
  status: z.literal("ok"),
  version: z.string(),
  now: instantSchema,
});
export type Health = z.infer<typeof healthSchema>;

/** The expected wait after a scan at `from` in an hour of the day: what usually comes next, and when. */
export const expectedWaitSchema = z.object({
  from: codeSchema,
  /** 0 to 23, the site's local hour of the scan. */
  hour: z.int().check(z.minimum(0), z.maximum(23)),
  /** The most frequent next station. */
  to: codeSchema,
  n: z.int(),
  p50Seconds: z.number(),
  p90Seconds: z.number(),
});
export type ExpectedWait = z.infer<typeof expectedWaitSchema>;

/** What a patient's page needs to know of a site. Holds nothing about anybody. */
export const guideSchema = z.object({
  site: codeSchema,
  name: z.string(),
  timeZone: z.string(),
  visitLimitHours: z.number(),
  retentionDays: z.nullable(z.number()),
  stations: z.array(stationSchema),
  reasons: z.array(reasonSchema),
  waits: z.object({
    /** Null until there has been a closed day with enough visits. */
    builtAt: z.nullable(instantSchema),
    fromDay: z.nullable(daySchema),
    toDay: z.nullable(daySchema),
    expected: z.array(expectedWaitSchema),
  }),
  /** The server's clock. */
  now: instantSchema,
});
export type Guide = z.infer<typeof guideSchema>;

export const sitesSchema = z.object({
  sites: z.array(z.object({ site: codeSchema, name: z.string() })),
});
export type Sites = z.infer<typeof sitesSchema>;

/** A save names the version that it read; 0 makes a new site. */
export const putSettingsSchema = z.object({
  version: z.int().check(z.minimum(0)),
  settings: siteSettingsSchema,
});
export type PutSettings = z.infer<typeof putSettingsSchema>;

export const settingsResponseSchema = z.object({
  site: codeSchema,
  version: z.int(),
  settings: siteSettingsSchema,
  /** Codes of stations that have events: these can be retired but not deleted. */
  usedStations: z.array(codeSchema),
  /** The address that posters carry, without a slash at its end. */
  publicUrl: z.string(),
});
export type SettingsResponse = z.infer<typeof settingsResponseSchema>;

export const putAttendanceSchema = z.object({
  people: z.nullable(z.int().check(z.minimum(0), z.maximum(1_000_000))),
});
export const attendanceResponseSchema = z.object({ attendance: z.array(attendanceSchema) });
export type AttendanceResponse = z.infer<typeof attendanceResponseSchema>;

export const tabletsResponseSchema = z.object({ tablets: z.array(stationTabletSchema) });
export type TabletsResponse = z.infer<typeof tabletsResponseSchema>;

/** Whether the days of a tablet no longer wait for it. */
export const putTabletSchema = z.object({ retired: z.boolean() });

/** One batch of another system's event log, its times already instants. */
export const eventLogRequestSchema = z.object({
  /** Labels of stations that are entrances and exits. */
  entrance: z.optional(z.string().check(z.minLength(1), z.maxLength(80))),
  exit: z.optional(z.string().check(z.minLength(1), z.maxLength(80))),
  rows: z
    .array(
      z.object({
        line: z.int().check(z.minimum(1)),
        case: z.string().check(z.minLength(1), z.maxLength(500)),
        /** The first instant of the case in the whole file: it decides the visit's day. */
        caseStartedAt: instantSchema,
        activity: z.string().check(z.minLength(1), z.maxLength(80)),
        at: instantSchema,
        /** 0 for the first row of this case, activity and instant in the file, 1 for the next … */
        occurrence: z.int().check(z.minimum(0)),
        /** What our own event export tells beside. The station's code decides, not the activity. */
        station: z.optional(z.object({ code: codeSchema, kind: z.enum(stationKinds) })),
        /** The day that the visit counts on; that of `caseStartedAt` where it is left out. */
        day: z.optional(daySchema),
        /** `at` is only the receipt. */
        timeUnknown: z.optional(z.boolean()),
        /** On one row of the visit. */
        reason: z.optional(
          z.object({ code: codeSchema, label: z.string().check(z.maxLength(80)) }),
        ),
        /** On one row of a visit that the patient ended by hand. */
        ended: z.optional(z.boolean()),
      }),
    )
    .check(z.maxLength(500)),
});
export type EventLogRequest = z.infer<typeof eventLogRequestSchema>;

export const eventLogResponseSchema = z.object({
  stored: z.int(),
  duplicate: z.int(),
  rejected: z.array(z.object({ line: z.int(), reason: z.string() })),
  /** Labels of stations that this batch created. */
  createdStations: z.array(z.string()),
});
export type EventLogResponse = z.infer<typeof eventLogResponseSchema>;

export const signInLinkSchema = z.object({ url: z.string(), expiresAt: instantSchema });
export type SignInLink = z.infer<typeof signInLinkSchema>;

/** The figures of each day of a range: with nulls where small counts are hidden, else whole. */
export const flowDaysSchema = z.object({
  site: codeSchema,
  name: z.string(),
  from: daySchema,
  to: daySchema,
  timeZone: z.string(),
  asOf: instantSchema,
  smallCells: z.enum(["hidden", "shown"]),
  days: z.array(hiddenFlowDaySchema),
});
export type FlowDays = z.infer<typeof flowDaysSchema>;

/** A range's figures, and with `compareFrom` and `compareTo` those of another range beside them. */
export const flowRangeResponseSchema = z.extend(flowRangeSchema, {
  compare: z.optional(flowRangeSchema),
});

export const sessionSchema = z.object({ signedIn: z.boolean() });
export type Session = z.infer<typeof sessionSchema>;

export { flowDaySchema, flowRangeSchema };
