import {
  attendanceResponseSchema,
  eventLogRequestSchema,
  eventLogResponseSchema,
  flowDaySchema,
  flowDaysSchema,
  flowRangeResponseSchema,
  guideSchema,
  healthSchema,
  putAttendanceSchema,
  putSettingsSchema,
  putTabletSchema,
  sessionSchema,
  settingsResponseSchema,
  signInLinkSchema,
  sitesSchema,
  tabletsResponseSchema,
} from "@throughline/shared/api.ts";
import type { ErrorCode } from "@throughline/shared/errors.ts";
import { pushRequestSchema, pushResponseSchema } from "@throughline/shared/journal.ts";
import { liveSchema } from "@throughline/shared/live.ts";
import { stationTabletSchema } from "@throughline/shared/station-tablet.ts";
import type * as z from "zod/mini";
import { bodyErrors } from "./body-errors.ts";
import { clinicalEndpoints } from "./clinical-endpoints.ts";
import { uploadEndpoints } from "./upload-endpoints.ts";

/** One endpoint as the document describes it. The schemas are those that the routes parse with. */
export interface Endpoint {
  method: "get" | "post" | "put" | "delete";
  /** After `/api/v1`, with `{parameters}`. */
  path: string;
  /** Where the method and the path's words do not name it alone. */
  id?: string;
  summary: string;
  description?: string;
  /**
   * Who may call it: anybody, staff (a session or a script's token), scripts alone, or staff and
   * whoever has a token of a feed.
   */
  access: "open" | "staff" | "token" | "sender";
  query?: { name: string; required: boolean; description: string }[];
  request?: { name: string; schema: z.ZodMiniType } | { mediaType: "multipart/form-data" };
  /** 200 unless said otherwise. */
  status?: 201 | 204;
  /** Whether it may answer 304 to whoever names what it has (`If-None-Match`). */
  mayBeKnown?: true;
  /** None with 204. */
  response?:
    | { name: string; schema: z.ZodMiniType }
    | { mediaType: "text/csv" | "text/html" | "application/json" | "application/xml" };
  errors: ErrorCode[];
}

const range = [
  { name: "from", required: true, description: "The first day, `YYYY-MM-DD`." },
  { name: "to", required: true, description: "The last day, included; 1,100 days at most." },
];
const filter = [
  {
    name: "reasons",
    required: false,
    description: "Codes of reasons for the visit, like `urgent,follow-up`; `-` is none given.",
  },
  { name: "weekdays", required: false, description: "Like `1,5`: 1 is Monday, 7 Sunday." },
  {
    name: "hours",
    required: false,
    description: "Local hours of arrival: `8-12` is from 8:00 to before 12:00, `22-6` a night.",
  },
  {
    name: "openHours",
    required: false,
    description: "`true` counts no second outside of the site's opening hours.",
  },
];
const filterDescription =
  "A filter other than by weekday is computed from the events, of 100 days at most; `filter.expiredDays` says on how many days some of them have expired.";

export const endpoints: readonly Endpoint[] = [
  {
    method: "get",
    path: "/health",
    summary: "Whether the server answers, its version and clock",
    access: "open",
    response: { name: "Health", schema: healthSchema },
    errors: [],
  },
  {
    method: "get",
    path: "/public/sites/{site}/guide",
    summary: "What a patient's page needs to know of a site",
    access: "open",
    response: { name: "Guide", schema: guideSchema },
    errors: ["UNKNOWN_SITE", "RATE_LIMITED"],
  },
  {
    method: "post",
    path: "/public/sites/{site}/scans",
    summary: "Record what a device's journal holds",
    description:
      "Answers per entry, in order: `stored`, `duplicate` (it stands there already) or `rejected` with a code. The same push may be sent any number of times. A push that cannot be read stores nothing. The body may be packed with gzip (`Content-Encoding: gzip`). A station's tablet sends what it recorded for the visits of others apart, with its report as `tablet`; the report is taken of a browser that is signed in as staff only.",
    access: "open",
    request: { name: "PushRequest", schema: pushRequestSchema },
    response: { name: "PushResponse", schema: pushResponseSchema },
    errors: ["UNKNOWN_SITE", ...bodyErrors, "RATE_LIMITED"],
  },
  {
    method: "get",
    path: "/openapi.json",
    summary: "This document",
    access: "open",
    response: { mediaType: "application/json" },
    errors: [],
  },
  {
    method: "get",
    path: "/docs",
    summary: "This document as a page",
    access: "open",
    response: { mediaType: "text/html" },
    errors: [],
  },
  {
    method: "get",
    path: "/session",
    summary: "Whether the caller is signed in as staff",
    access: "staff",
    response: { name: "Session", schema: sessionSchema },
    errors: [],
  },
  {
    method: "post",
    path: "/sign-out",
    summary: "End the browser's session",
    access: "staff",
    response: { name: "Session", schema: sessionSchema },
    errors: [],
  },
  {
    method: "post",
    path: "/sign-in-links",
    summary: "Make a one-time sign-in link, good for 24 hours",
    access: "token",
    status: 201,
    response: { name: "SignInLink", schema: signInLinkSchema },
    errors: [],
  },
  {
    method: "get",
    path: "/sites",
    summary: "All sites",
    access: "staff",
    response: { name: "Sites", schema: sitesSchema },
    errors: [],
  },
  {
    method: "get",
    path: "/sites/{site}/settings",
    summary: "A site's settings and their version",
    access: "staff",
    response: { name: "Settings", schema: settingsResponseSchema },
    errors: ["UNKNOWN_SITE"],
  },
  {
    method: "put",
    path: "/sites/{site}/settings",
    summary: "Save a site's settings over the version that was read",
    description: "Version 0 makes a new site.",
    access: "staff",
    request: { name: "PutSettings", schema: putSettingsSchema },
    response: { name: "Settings", schema: settingsResponseSchema },
    errors: ["UNKNOWN_SITE", ...bodyErrors, "VERSION_CONFLICT", "STATION_IN_USE", "ZONE_FIXED"],
  },
  {
    method: "get",
    path: "/sites/{site}/attendance",
    summary: "How many people really came, on the days where it was entered",
    access: "staff",
    query: range,
    response: { name: "Attendance", schema: attendanceResponseSchema },
    errors: ["BAD_REQUEST", "UNKNOWN_SITE"],
  },
  {
    method: "put",
    path: "/sites/{site}/attendance/{day}",
    summary: "Enter how many people really came on a day; null takes it back",
    access: "staff",
    request: { name: "PutAttendance", schema: putAttendanceSchema },
    response: { name: "Attendance", schema: attendanceResponseSchema },
    errors: ["UNKNOWN_SITE", ...bodyErrors],
  },
  {
    method: "get",
    path: "/sites/{site}/tablets",
    summary: "The tablets that reported from the site's stations, and the days that wait for them",
    access: "staff",
    response: { name: "Tablets", schema: tabletsResponseSchema },
    errors: ["UNKNOWN_SITE"],
  },
  {
    method: "put",
    path: "/sites/{site}/tablets/{id}",
    summary: "Retire a tablet, so that no day waits for it, or take it up again",
    description: "A report of the tablet itself takes it up again too.",
    access: "staff",
    request: { name: "PutTablet", schema: putTabletSchema },
    response: { name: "StationTablet", schema: stationTabletSchema },
    errors: ["UNKNOWN_SITE", "NOT_FOUND", ...bodyErrors],
  },
  {
    method: "get",
    path: "/sites/{site}/flow/days/{day}",
    summary: "A day's figures",
    description: `A day without scans has zeros, and null where there is nothing to measure. ${filterDescription}`,
    access: "staff",
    query: filter,
    response: { name: "FlowDay", schema: flowDaySchema },
    errors: ["BAD_REQUEST", "UNKNOWN_SITE"],
  },
  {
    method: "get",
    path: "/sites/{site}/flow",
    summary: "The figures of a range of days",
    description: filterDescription,
    access: "staff",
    query: [
      ...range,
      { name: "compareFrom", required: false, description: "The first day to compare with." },
      { name: "compareTo", required: false, description: "The last day to compare with." },
      ...filter,
    ],
    response: { name: "FlowRange", schema: flowRangeResponseSchema },
    errors: ["BAD_REQUEST", "UNKNOWN_SITE"],
  },
  {
    method: "get",
    path: "/sites/{site}/flow/live",
    summary: "Who is where now",
    description:
      "Open visits by their last scan, the longest waits and those past a target: counts and times, never whose.",
    access: "staff",
    response: { name: "Live", schema: liveSchema },
    errors: ["UNKNOWN_SITE"],
  },
  {
    method: "get",
    path: "/sites/{site}/export.csv",
    summary: "One row per visit, one column per station",
    description:
      "A visit bears a pseudonym made for this export. Cells hold seconds since the visit's first scan.",
    access: "staff",
    query: range,
    response: { mediaType: "text/csv" },
    errors: ["BAD_REQUEST", "UNKNOWN_SITE"],
  },
  {
    method: "get",
    path: "/sites/{site}/events.csv",
    summary: "One row per scan: an event log for process-mining tools",
    description:
      "A visit bears a pseudonym made for this export. The import of this product brings back the same visits.",
    access: "staff",
    query: range,
    response: { mediaType: "text/csv" },
    errors: ["BAD_REQUEST", "UNKNOWN_SITE"],
  },
  {
    method: "get",
    path: "/sites/{site}/xes",
    summary: "One trace per visit: an event log in XES (IEEE 1849-2016)",
    description: "A visit bears a pseudonym made for this export.",
    access: "staff",
    query: range,
    response: { mediaType: "application/xml" },
    errors: ["BAD_REQUEST", "UNKNOWN_SITE"],
  },
  {
    method: "get",
    path: "/sites/{site}/days.json",
    summary: "The figures of each day of a range",
    description:
      "Counts of 1 to 10 visits, and what would tell them, are null; with `full=true` they are there, and `smallCells` is `shown`.",
    access: "staff",
    query: [
      ...range,
      { name: "full", required: false, description: "`true` for the small counts too." },
    ],
    response: { name: "FlowDays", schema: flowDaysSchema },
    errors: ["BAD_REQUEST", "UNKNOWN_SITE"],
  },
  {
    method: "post",
    path: "/sites/{site}/event-log",
    summary: "Import a batch of another system's event log",
    description:
      "One case is one visit; an activity is a station by its exact label (or its code, where the row has one), else one is made. Bad rows are named by their line and the rest goes in. The same rows again change nothing.",
    access: "staff",
    request: { name: "EventLogRequest", schema: eventLogRequestSchema },
    response: { name: "EventLogResponse", schema: eventLogResponseSchema },
    errors: ["UNKNOWN_SITE", ...bodyErrors, "VERSION_CONFLICT"],
  },
  ...clinicalEndpoints,
  ...uploadEndpoints,
];
