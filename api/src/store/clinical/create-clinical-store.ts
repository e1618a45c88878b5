import type { Table } from "../table.ts";
import { type AccessLogStore, createAccessLogStore } from "./access-log.ts";
import { type AdmissionOwnerStore, createAdmissionOwnerStore } from "./admission-owners.ts";
import { type AdmissionStore, createAdmissionStore } from "./admissions.ts";
import { type AlertLogStore, createAlertLogStore } from "./alert-log.ts";
import { createDueThingStore, type DueThingStore } from "./due-things.ts";
import { createFeedStore, type FeedStore } from "./feeds.ts";
import { createFileStore, type FileStore } from "./files.ts";
import { createKnownWardStore, type KnownWardStore } from "./known-wards.ts";
import { createLabTestStore, type LabTestStore } from "./lab-tests.ts";
import { createMonitorMarkStore, type MonitorMarkStore } from "./monitor-marks.ts";
import { createOutletMarkStore, type OutletMarkStore } from "./outlet-marks.ts";
import { createPatientRecordStore, type PatientRecordStore } from "./patient-records.ts";
import { createPatientStore, type PatientStore } from "./patients.ts";
import { createPushSubscriptionStore, type PushSubscriptionStore } from "./push-subscriptions.ts";
import { createRecomputeJobStore, type RecomputeJobStore } from "./recompute-jobs.ts";
import { createRowIssueStore, type RowIssueStore } from "./row-issues.ts";
import { createTurnaroundStore, type TurnaroundStore } from "./turnarounds.ts";
import { createViewedAlertStore, type ViewedAlertStore } from "./viewed-alerts.ts";
import { createWardEntryStore, type WardEntryStore } from "./ward-entries.ts";
import { createWardSettingsStore, type WardSettingsStore } from "./ward-settings.ts";

/** Everything personal that is kept, one member an aggregate. */
export interface ClinicalStore {
  admissions: AdmissionStore;
  patients: PatientStore;
  labTests: LabTestStore;
  admissionOwners: AdmissionOwnerStore;
  patientRecords: PatientRecordStore;
  files: FileStore;
  rowIssues: RowIssueStore;
  feeds: FeedStore;
  wardSettings: WardSettingsStore;
  knownWards: KnownWardStore;
  wardEntries: WardEntryStore;
  viewedAlerts: ViewedAlertStore;
  dueThings: DueThingStore;
  monitorMarks: MonitorMarkStore;
  outletMarks: OutletMarkStore;
  recomputeJobs: RecomputeJobStore;
  alertLog: AlertLogStore;
  turnarounds: TurnaroundStore;
  accessLog: AccessLogStore;
  pushSubscriptions: PushSubscriptionStore;
}

/** Over the clinical table; `now` ages what is remembered. */
export const createClinicalStore = (table: Table, now: () => number): ClinicalStore => ({
  admissions: createAdmissionStore(table),
  patients: createPatientStore(table),
  labTests: createLabTestStore(table),
  admissionOwners: createAdmissionOwnerStore(table),
  patientRecords: createPatientRecordStore(table),
  files: createFileStore(table),
  rowIssues: createRowIssueStore(table),
  feeds: createFeedStore(table),
  wardSettings: createWardSettingsStore(table, now),
  knownWards: createKnownWardStore(table),
  wardEntries: createWardEntryStore(table),
  viewedAlerts: createViewedAlertStore(table),
  dueThings: createDueThingStore(table),
  monitorMarks: createMonitorMarkStore(table),
  outletMarks: createOutletMarkStore(table),
  recomputeJobs: createRecomputeJobStore(table),
  alertLog: createAlertLogStore(table),
  turnarounds: createTurnaroundStore(table),
  accessLog: createAccessLogStore(table),
  pushSubscriptions: createPushSubscriptionStore(table),
});
