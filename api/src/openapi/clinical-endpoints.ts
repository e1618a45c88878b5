import { accessLogSchema } from "@throughline/shared/access.ts";
import {
  backtestSchema,
  monitoringSchema,
  patientDetailSchema,
  patientsSchema,
  patientTestsSchema,
  recordsQuerySchema,
  recordsSchema,
  wardListSchema,
  wardSnapshotSchema,
} from "@throughline/shared/ward-api.ts";
import { wardPushRequestSchema, wardPushResponseSchema } from "@throughline/shared/ward-entry.ts";
import {
  pushKeySchema,
  pushSubscribedSchema,
  putPushSubscriptionSchema,
  removePushSubscriptionSchema,
} from "@throughline/shared/web-push.ts";
import { bodyErrors } from "./body-errors.ts";
import type { Endpoint } from "./endpoints.ts";

const site = { name: "site", required: false, description: "The site's code; `main` without." };
const cursor = { name: "cursor", required: false, description: "From the page before." };

/** Everything about people. Refused over connections that others could read. */
export const clinicalEndpoints: readonly Endpoint[] = [
  {
    method: "get",
    path: "/wards",
    summary: "Every ward, and how many of its beds need what",
    description: "A ward `-` holds those who have none.",
    access: "staff",
    query: [site],
    response: { name: "WardList", schema: wardListSchema },
    errors: ["UNKNOWN_SITE", "INSECURE"],
  },
  {
    method: "get",
    path: "/wards/{ward}",
    id: "getWard",
    summary: "A whole ward as its screens show it",
    description:
      "`version`, also the `ETag`, changes with anything but time: with `If-None-Match` the answer is 304 while it holds, with `X-As-Of` and `X-Monitor-At`. A bed is due from `dueAt` on, whether its alert is opened yet or not.",
    access: "staff",
    query: [site],
    response: { name: "WardSnapshot", schema: wardSnapshotSchema },
    errors: ["UNKNOWN_SITE", "NOT_FOUND", "INSECURE"],
  },
  {
    method: "post",
    path: "/sync",
    summary: "Record what a ward tablet's journal holds",
    description:
      "Answers per entry, in order: `stored`, `duplicate` (it stands there already) or `rejected` with a code. The same push may be sent any number of times, and entries of several tablets come to the same in whatever order they arrive. A push that cannot be read stores nothing.",
    access: "staff",
    query: [site],
    request: { name: "WardPushRequest", schema: wardPushRequestSchema },
    response: { name: "WardPushResponse", schema: wardPushResponseSchema },
    errors: ["UNKNOWN_SITE", "INSECURE", ...bodyErrors],
  },
  {
    method: "get",
    path: "/patients",
    summary: "Stays, by ward and bed, then those that are over",
    description:
      "All pages judge gaps as of `asOf` of the first. A page may be short before the last one: `cursor` says whether there is more.",
    access: "staff",
    query: [
      site,
      { name: "ward", required: false, description: "One ward; `-` for those without." },
      { name: "status", required: false, description: "`active`, `discharged` or `cancelled`." },
      {
        name: "last_test_hours",
        required: false,
        description: "Active stays without a counting test for at least so many hours.",
      },
      cursor,
      { name: "limit", required: false, description: "Stays a page, 200 at most; 50 without." },
    ],
    response: { name: "Patients", schema: patientsSchema },
    errors: ["BAD_REQUEST", "UNKNOWN_SITE", "INSECURE"],
  },
  {
    method: "get",
    path: "/patients/monitoring",
    summary: "The active stays whose gap has reached their ward's threshold",
    access: "staff",
    query: [site],
    response: { name: "Monitoring", schema: monitoringSchema },
    errors: ["UNKNOWN_SITE", "INSECURE"],
  },
  {
    method: "get",
    path: "/patients/{id}",
    id: "getPatient",
    summary: "A patient and all stays, the latest first",
    access: "staff",
    query: [site],
    response: { name: "PatientDetail", schema: patientDetailSchema },
    errors: ["UNKNOWN_SITE", "NOT_FOUND", "INSECURE"],
  },
  {
    method: "get",
    path: "/patients/{id}/tests",
    id: "getPatientTests",
    summary: "A patient's tests in time order, and which file and line said each",
    access: "staff",
    query: [
      site,
      {
        name: "from_date",
        required: false,
        description: "From the beginning of a day of the site's zone, or from an instant.",
      },
    ],
    response: { name: "PatientTests", schema: patientTestsSchema },
    errors: ["BAD_REQUEST", "UNKNOWN_SITE", "NOT_FOUND", "INSECURE"],
  },
  {
    method: "post",
    path: "/records/query",
    summary: "The records under a number, in time order",
    description:
      "`conflicting`: another text stands under the same number and time; both are there.",
    access: "staff",
    query: [site],
    request: { name: "RecordsQuery", schema: recordsQuerySchema },
    response: { name: "Records", schema: recordsSchema },
    errors: ["UNKNOWN_SITE", "INSECURE", ...bodyErrors],
  },
  {
    method: "get",
    path: "/push-key",
    summary: "The key with which a browser subscribes to Web Push",
    access: "staff",
    response: { name: "PushKey", schema: pushKeySchema },
    errors: ["INSECURE"],
  },
  {
    method: "post",
    path: "/push-subscriptions",
    summary: "Tell a browser of a ward's newly overdue beds while it sleeps",
    description:
      "A message holds the site, the ward and a count. A browser may be told of several wards.",
    access: "staff",
    query: [site],
    request: { name: "PutPushSubscription", schema: putPushSubscriptionSchema },
    response: { name: "PushSubscribed", schema: pushSubscribedSchema },
    errors: ["UNKNOWN_SITE", "INSECURE", ...bodyErrors],
  },
  {
    method: "delete",
    path: "/push-subscriptions",
    summary: "Tell a browser nothing more",
    access: "staff",
    query: [site],
    request: { name: "RemovePushSubscription", schema: removePushSubscriptionSchema },
    response: { name: "PushSubscribed", schema: pushSubscribedSchema },
    errors: ["UNKNOWN_SITE", "INSECURE", ...bodyErrors],
  },
  {
    method: "get",
    path: "/access-log",
    summary: "Who was told of whom on a day of the site's zone",
    access: "staff",
    query: [site, { name: "day", required: true, description: "`YYYY-MM-DD`." }, cursor],
    response: { name: "AccessLog", schema: accessLogSchema },
    errors: ["BAD_REQUEST", "UNKNOWN_SITE", "INSECURE"],
  },
  {
    method: "post",
    path: "/backtest",
    summary: "What a threshold would have meant in the past of two files",
    description:
      "A form with the files `pms` and `lis`, `threshold` in hours, and where wanted `from` and `to` (a date or a time) and `stepSeconds`, how often the monitor looks. 64 MB at most; nothing is stored.",
    access: "staff",
    query: [site],
    request: { mediaType: "multipart/form-data" },
    response: { name: "Backtest", schema: backtestSchema },
    errors: ["BAD_REQUEST", "UNKNOWN_SITE", "TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE", "INSECURE"],
  },
];
