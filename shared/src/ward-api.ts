import * as z from "zod/mini";
import { admissionSchema } from "./admission.ts";
import { alertSchema, alertStates } from "./alert.ts";
import { rowIssueSchema } from "./file-report.ts";
import { daySchema, instantSchema } from "./instant.ts";
import { labTestSchema } from "./lab-test.ts";
import { identifierSchema, patientSchema } from "./patient.ts";
import { patientRecordSchema } from "./patient-record.ts";
import { codeSchema } from "./station.ts";
import { wardPolicySchema, wardSettingsSchema, wardStaffSchema } from "./ward.ts";

/** The clinical endpoints' requests and responses. Uploads and feeds are in `upload-api.ts`. */

const lastTestSchema = z.pick(labTestSchema, {
  testId: true,
  testType: true,
  performedAt: true,
  source: true,
});

/** An alert as a screen shows it. One that a tablet opened by itself has no `openedAt` yet. */
export const shownAlertSchema = z.extend(alertSchema, {
  /** A good laboratory file reaching past its due time has arrived. */
  confirmed: z.boolean(),
});

/** One stay with everything that a ward's screen shows of it. Ages are left to the reader's clock. */
export const wardBedSchema = z.object({
  patient: patientSchema,
  admission: admissionSchema,
  sinceAt: instantSchema,
  since: z.enum(["test", "admission", "first-seen"]),
  dueAt: instantSchema,
  lastTest: z.nullable(lastTestSchema),
  /** A test after it whose status nobody has mapped: it does not count. */
  unmapped: z.nullable(lastTestSchema),
  /** The last test of the patient's stay before this one, if there was one. */
  previousStayTest: z.nullable(lastTestSchema),
  alert: z.nullable(shownAlertSchema),
});
export type WardBed = z.infer<typeof wardBedSchema>;

export const feedGlanceSchema = z.object({
  name: codeSchema,
  kind: z.enum(["pms", "lis", "records"]),
  lastGoodAt: z.nullable(instantSchema),
  reachesTo: z.nullable(instantSchema),
  silentSince: z.nullable(instantSchema),
  usualMinutes: z.nullable(z.int()),
});

/** A whole ward at once. `version` is a hash of all but `asOf` and `monitorAt`; the newer `asOf` wins. */
export const wardSnapshotSchema = z.object({
  site: codeSchema,
  siteName: z.string(),
  timeZone: z.string(),
  /** `-` for no ward. */
  ward: z.string(),
  version: z.string(),
  asOf: instantSchema,
  /** The monitor's last tick. */
  monitorAt: z.nullable(instantSchema),
  policy: wardPolicySchema,
  /** Who may acknowledge here; badges as SHA-256, hex. */
  staff: z.array(
    z.extend(z.pick(wardStaffSchema, { id: true, name: true }), {
      badgeHash: z.optional(z.string()),
    }),
  ),
  feeds: z.array(feedGlanceSchema),
  /** As far as all laboratories' files reach. */
  labsReachTo: z.nullable(instantSchema),
  beds: z.array(wardBedSchema),
});
export type WardSnapshot = z.infer<typeof wardSnapshotSchema>;

/** So many of the things that were due the monitor's last tick could not see to; it tries again. */
const monitorFailedSchema = z.int();

export const wardListSchema = z.object({
  asOf: instantSchema,
  monitorAt: z.nullable(instantSchema),
  monitorFailed: monitorFailedSchema,
  feeds: z.array(feedGlanceSchema),
  wards: z.array(
    z.object({
      ward: z.string(),
      beds: z.int(),
      /** Open or escalated, and how many of those nobody has confirmed. */
      open: z.int(),
      unconfirmed: z.int(),
      /** Acknowledged, snoozed, or without intended tests. */
      inHand: z.int(),
      /** Due within six hours. */
      soon: z.int(),
    }),
  ),
});
export type WardList = z.infer<typeof wardListSchema>;

/** Names as agreed with the readers of this endpoint. */
export const monitoringSchema = z.object({
  asOf: instantSchema,
  /** The site's; a ward may have its own. */
  thresholdHours: z.number(),
  monitorAt: z.nullable(instantSchema),
  monitorFailed: monitorFailedSchema,
  alerts: z.array(
    z.object({
      patientId: identifierSchema,
      admissionId: identifierSchema,
      ward: z.string(),
      bedNumber: z.string(),
      gapHours: z.number(),
      dueAt: instantSchema,
      lastTestAt: z.nullable(instantSchema),
      state: z.enum(alertStates),
      confirmed: z.boolean(),
      neverTested: z.boolean(),
      /** The threshold of its ward. */
      thresholdHours: z.number(),
    }),
  ),
});
export type Monitoring = z.infer<typeof monitoringSchema>;

export const patientsQuerySchema = z.object({
  ward: z.optional(z.string()),
  status: z.optional(z.enum(["active", "discharged", "cancelled"])),
  /** Gap of at least so many hours. */
  last_test_hours: z.optional(z.coerce.number().check(z.minimum(0), z.maximum(100_000))),
  cursor: z.optional(z.string()),
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200))),
});

/** From a day of the site's zone on, or from an instant. */
export const testsQuerySchema = z.object({
  from_date: z.optional(z.union([daySchema, instantSchema])),
});

/** A stay in the list; the gap is as of the answer. Null for one that is over. */
export const listedStaySchema = z.object({
  patient: patientSchema,
  admission: admissionSchema,
  sinceAt: z.nullable(instantSchema),
  dueAt: z.nullable(instantSchema),
  gapHours: z.nullable(z.number()),
  lastTest: z.nullable(lastTestSchema),
  state: z.nullable(z.enum(alertStates)),
});
export const patientsSchema = z.object({
  asOf: instantSchema,
  patients: z.array(listedStaySchema),
  /** Where the next page begins; null after the last. */
  cursor: z.nullable(z.string()),
});
export type Patients = z.infer<typeof patientsSchema>;

export const patientDetailSchema = z.object({
  asOf: instantSchema,
  patient: patientSchema,
  /** Latest first. */
  admissions: z.array(
    z.extend(z.omit(listedStaySchema, { patient: true }), {
      alert: z.nullable(shownAlertSchema),
    }),
  ),
});
export type PatientDetail = z.infer<typeof patientDetailSchema>;

export const patientTestsSchema = z.object({
  /** In time order, latest last. */
  tests: z.array(
    z.extend(labTestSchema, {
      /** `unknown`: nobody has mapped its status. */
      counts: z.enum(["yes", "no", "unknown"]),
      /** The stay that it belongs to: empty where none is known, null where several could be meant. */
      stay: z.nullable(z.string()),
    }),
  ),
});
export type PatientTests = z.infer<typeof patientTestsSchema>;

export const recordsQuerySchema = z.object({ medicalRecordNumber: identifierSchema });
export const recordsSchema = z.object({ records: z.array(patientRecordSchema) });

export const putWardSettingsSchema = z.object({
  version: z.int().check(z.minimum(0)),
  settings: wardSettingsSchema,
});
/** Where it leads stands in the settings. */
const failingChannelSchema = z.object({
  channel: z.enum(["mail", "webhook"]),
  /** Whose (empty for no ward); null for the site's own. */
  ward: z.nullable(z.string()),
  since: instantSchema,
  lastAt: instantSchema,
  /** Few words: an error's code. */
  reason: z.string(),
});
export type FailingChannel = z.infer<typeof failingChannelSchema>;

export const wardSettingsResponseSchema = z.object({
  version: z.int(),
  settings: wardSettingsSchema,
  /** Wards that files have named. */
  knownWards: z.array(z.string()),
  /** How far the recomputing after the last save is; null when it is done. */
  recomputing: z.nullable(z.object({ done: z.int() })),
  /** Channels that do not take what they are given; tried again until they do. */
  failing: z.array(failingChannelSchema),
});
export type WardSettingsResponse = z.infer<typeof wardSettingsResponseSchema>;

const previewedSchema = z.object({
  patientId: identifierSchema,
  admissionId: identifierSchema,
  ward: z.string(),
  bed: z.string(),
  gapHours: z.number(),
});
export const previewWardSettingsSchema = z.object({ settings: wardSettingsSchema });
export const settingsPreviewSchema = z.object({
  active: z.int(),
  /** Alerts that the change would open or close at once: how many, and the first hundred. */
  opens: z.object({ count: z.int(), first: z.array(previewedSchema) }),
  closes: z.object({ count: z.int(), first: z.array(previewedSchema) }),
});
export type SettingsPreview = z.infer<typeof settingsPreviewSchema>;

/** Channels as they are typed, to be tried before anything depends on them. */
export const tryChannelsSchema = z.pick(wardPolicySchema, { mailTo: true, webhook: true });
/** Of each channel that was tried: few words on what went wrong, null for nothing. */
export const triedChannelsSchema = z.object({
  tried: z.array(
    z.object({ channel: z.enum(["mail", "webhook"]), failed: z.nullable(z.string()) }),
  ),
});
export type TriedChannels = z.infer<typeof triedChannelsSchema>;

/** So many days until today can be asked for: every one of them is read. */
export const MAX_LOG_DAYS = 800;

/** The business figures, from the log. Percentiles of nothing are null. */
export const alertFiguresSchema = z.object({
  from: daySchema,
  to: daySchema,
  openNow: z.int(),
  perDay: z.array(
    z.object({
      day: daySchema,
      opened: z.int(),
      closed: z.int(),
      /** Patients over their threshold at the end of the day, or now. */
      overdueAtEnd: z.int(),
    }),
  ),
  perWard: z.array(
    z.object({
      ward: z.string(),
      opened: z.int(),
      acknowledged: z.int(),
      minutesToAcknowledgeP50: z.nullable(z.number()),
      minutesToAcknowledgeP90: z.nullable(z.number()),
    }),
  ),
  minutesToAcknowledge: z.object({
    n: z.int(),
    p50: z.nullable(z.number()),
    p90: z.nullable(z.number()),
  }),
  /** From a test to the arrival of the first file with its result, within a week. */
  turnaroundMinutes: z.object({
    n: z.int(),
    p50: z.nullable(z.number()),
    p90: z.nullable(z.number()),
  }),
});
export type AlertFigures = z.infer<typeof alertFiguresSchema>;

/** Both files of a backtest together: they are held in memory while they are gone through. */
export const MAX_BACKTEST_BYTES = 64 * 1024 * 1024;

/** Which of the two files something is about. */
const backtestFileSchema = z.enum(["pms", "lis"]);

/** Names as agreed with the readers of this answer. */
export const backtestSchema = z.object({
  admissions: z.int(),
  admissionsWithEpisode: z.int(),
  episodes: z.int(),
  /** Of these, how many lasted until the monitor next looked. */
  alertsOpened: z.int(),
  overdueHours: z.number(),
  /** Day → episodes that began on it, in the site's zone. */
  alertsPerDay: z.record(z.string(), z.int()),
  /** Ward (`-` for none) → episodes that began there. */
  alertsPerWard: z.record(z.string(), z.int()),
  from: instantSchema,
  to: instantSchema,
  thresholdHours: z.number(),
  /** Rows that counted for nothing: how many, and the first hundred. */
  rejectedRows: z.int(),
  rejected: z.array(
    z.extend(z.pick(rowIssueSchema, { line: true, reasons: true }), { file: backtestFileSchema }),
  ),
  /** What was taken otherwise than it stood, or needs a look, with how many rows it concerns. */
  remarks: z.array(z.object({ file: backtestFileSchema, sentence: z.string(), rows: z.int() })),
});
export type Backtest = z.infer<typeof backtestSchema>;

/**
 * The agreed messages of the WebSocket. They are hints: the snapshot holds what is so. A socket may
 * subscribe to several wards; of one ward its latest word holds.
 */
export const subscribeMessageSchema = z.object({
  type: z.literal("subscribe"),
  data: z.object({
    /** `-` for no ward, `*` for every ward. */
    ward: z.string().check(z.minLength(1), z.maxLength(128)),
    /** Of `alertTypes`; none means all. */
    alert_types: z.array(z.string().check(z.maxLength(40))).check(z.maxLength(20)),
  }),
});
export const alertTypes = ["overdue", "escalated", "changed", "feed_silent"] as const;
export const patientAlertMessageSchema = z.object({
  type: z.literal("patient_alert"),
  data: z.object({
    /** Empty where the message stands for several. */
    patient_id: z.string(),
    alert_type: z.enum(alertTypes),
    message: z.string(),
    timestamp: instantSchema,
  }),
});
export type PatientAlertMessage = z.infer<typeof patientAlertMessageSchema>;

/** Either side may ask whether the other is still there; whoever is asked answers at once. */
export const pingMessageSchema = z.object({ type: z.literal("ping") });
export const pongMessageSchema = z.object({ type: z.literal("pong") });

/** Everything that the server says on a socket. Kinds that a client does not know are for later. */
export const serverMessageSchema = z.discriminatedUnion("type", [
  patientAlertMessageSchema,
  /** From now on messages come: what happened before is in the snapshot. */
  z.object({ type: z.literal("subscribed"), data: subscribeMessageSchema.shape.data }),
  /** Regularly: a page cannot see the protocol's own pings. */
  pingMessageSchema,
  pongMessageSchema,
  /** The client's last message was passed over. */
  z.object({ type: z.literal("error"), data: z.object({ message: z.string() }) }),
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;
/** So often the server asks; who shows no life until it would ask again is cut off. */
export const HEARTBEAT_EVERY_MS = 25_000;
