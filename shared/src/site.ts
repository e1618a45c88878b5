import * as z from "zod/mini";
import { daySchema } from "./instant.ts";
import { codeSchema, defaultStations, labelsSchema, stationSchema } from "./station.ts";
import { isTimeZone } from "./time-zone.ts";

const clockTime = z
  .string()
  .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "a time like 08:30"));

/** One opening interval of a weekday: 1 = Monday … 7 = Sunday, in the site's local time. */
export const openingHoursSchema = z
  .object({
    weekday: z.int().check(z.minimum(1), z.maximum(7)),
    opens: clockTime,
    closes: clockTime,
  })
  .check(
    z.refine((hours) => hours.opens < hours.closes, {
      message: "closes before it opens",
      path: ["closes"],
    }),
  );

export const reasonSchema = z.object({
  code: codeSchema,
  label: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  labels: labelsSchema,
  retired: z.optional(z.boolean()),
});
export type Reason = z.infer<typeof reasonSchema>;

/** What a transition is meant to take; replaces its own p25 as the reference of the bottlenecks. */
export const targetSchema = z.object({
  from: codeSchema,
  to: codeSchema,
  seconds: z.int().check(z.minimum(1), z.maximum(86_400)),
  /** Of 100 transitions at least so many should meet the target; a smaller share is pointed out. */
  minPercent: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
});
export type Target = z.infer<typeof targetSchema>;

const unique = <T>(key: (item: T) => string) =>
  z.refine<T[]>((items) => new Set(items.map(key)).size === items.length, "each code once");

export const MIN_VISIT_LIMIT_HOURS = 1;

export const siteSettingsSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  timeZone: z.string().check(z.refine(isTimeZone, "an IANA time zone like Europe/Berlin")),
  visitLimitHours: z.int().check(z.minimum(MIN_VISIT_LIMIT_HOURS), z.maximum(24)),
  /**
   * Days that events are kept, counted from their receipt; null keeps them. Fewer than 3 would end
   * before a day has closed, and its figures would be made of what is left of it.
   */
  retentionDays: z.nullable(z.int().check(z.minimum(3), z.maximum(36_500))),
  openingHours: z.array(openingHoursSchema).check(z.maxLength(42)),
  /** In the order of a usual visit. */
  stations: z.array(stationSchema).check(
    z.minLength(1),
    z.maxLength(200),
    unique((item: { code: string }) => item.code),
  ),
  reasons: z.array(reasonSchema).check(
    z.maxLength(50),
    unique((item: { code: string }) => item.code),
  ),
  targets: z.array(targetSchema).check(
    z.maxLength(500),
    unique((item: { from: string; to: string }) => `${item.from} ${item.to}`),
  ),
});
export type SiteSettings = z.infer<typeof siteSettingsSchema>;

/** Settings as stored: `version` counts the saves and is 0 for a site that does not exist yet. */
export type StoredSettings = SiteSettings & { version: number };

/** How many people really came on a day, entered by the clinic, to tell how many were counted. */
export const attendanceSchema = z.object({
  day: daySchema,
  people: z.int().check(z.minimum(0), z.maximum(1_000_000)),
});
export type Attendance = z.infer<typeof attendanceSchema>;

const reason = (code: string, label: string): Reason => ({ code, label });

/** What a new site begins with. */
export const defaultSettings = (timeZone: string): SiteSettings => ({
  name: "Main clinic",
  timeZone,
  visitLimitHours: 12,
  retentionDays: null,
  openingHours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: "08:00", closes: "18:00" })),
  stations: [...defaultStations],
  reasons: [
    reason("check-up", "Check-up"),
    reason("follow-up", "Follow-up"),
    reason("urgent", "Urgent"),
    reason("test-or-scan", "Test or scan"),
    reason("vaccination", "Vaccination"),
    reason("paperwork", "Paperwork"),
    reason("other", "Other"),
  ],
  targets: [],
});

export const hoursToMs = (hours: number): number => hours * 3_600_000;
