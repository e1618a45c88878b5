import { wardKey } from "@throughline/shared/ward.ts";
import type { Key } from "../keys.ts";

/**
 * Every key of the clinical table and its indexes. Of an id only what would be read as a separator
 * is percent-encoded: an id of 128 characters in any script then fits a sort key (1 KB) twice.
 */
const encode = (id: string) => id.replace(/[%#]/g, encodeURIComponent);
const sitePk = (site: string) => `SITE#${encode(site)}`;
const patientPk = (site: string, patientId: string) =>
  `${sitePk(site)}#PATIENT#${encode(patientId)}`;
const filePk = (site: string, fileId: string) => `${sitePk(site)}#FILE#${encode(fileId)}`;

/** One of the times that a file was begun to be taken in. */
export interface FileRun {
  fileId: string;
  run: number;
}

const rowsOfRun = (run: number) => `ROWS#${run}#`;

export const clinicalKeys = {
  patient: (site: string, patientId: string): Key => ({
    pk: patientPk(site, patientId),
    sk: "METADATA",
  }),
  patientPartition: patientPk,
  admission: (site: string, patientId: string, admissionId: string): Key => ({
    pk: patientPk(site, patientId),
    sk: `ADMISSION#${encode(admissionId)}`,
  }),
  testPartition: (site: string, patientId: string) => `${patientPk(site, patientId)}#TESTS`,
  test: (site: string, patientId: string, testId: string): Key => ({
    pk: `${patientPk(site, patientId)}#TESTS`,
    sk: `TEST#${encode(testId)}`,
  }),
  ownerPartition: (site: string, admissionId: string) =>
    `${sitePk(site)}#ADMISSION#${encode(admissionId)}`,
  owner: (site: string, admissionId: string, patientId: string): Key => ({
    pk: `${sitePk(site)}#ADMISSION#${encode(admissionId)}`,
    sk: `PATIENT#${encode(patientId)}`,
  }),
  wardEntryPartition: (site: string, patientId: string, admissionId: string) =>
    `${patientPk(site, patientId)}#ADMISSION#${encode(admissionId)}`,
  wardEntry: (site: string, patientId: string, admissionId: string, entryId: string): Key => ({
    pk: `${patientPk(site, patientId)}#ADMISSION#${encode(admissionId)}`,
    sk: `ENTRY#${encode(entryId)}`,
  }),
  viewPartition: (site: string, ward: string) => `${sitePk(site)}#VIEW#${encode(wardKey(ward))}`,
  view: (site: string, ward: string, entryId: string): Key => ({
    pk: `${sitePk(site)}#VIEW#${encode(wardKey(ward))}`,
    sk: encode(entryId),
  }),
  viewed: (site: string, ward: string): Key => ({
    pk: `${sitePk(site)}#WARD#${encode(wardKey(ward))}`,
    sk: "VIEWED",
  }),
  knownWardPartition: (site: string) => `${sitePk(site)}#WARDS`,
  knownWard: (site: string, ward: string): Key => ({
    pk: `${sitePk(site)}#WARDS`,
    sk: encode(wardKey(ward)),
  }),
  recordPartition: (site: string, number: string) => `${sitePk(site)}#MRN#${encode(number)}`,
  record: (site: string, number: string, dateTime: string, hash: string): Key => ({
    pk: `${sitePk(site)}#MRN#${encode(number)}`,
    sk: `RECORD#${dateTime}#${hash}`,
  }),
  filePartition: filePk,
  file: (site: string, fileId: string): Key => ({ pk: filePk(site, fileId), sk: "FILE" }),
  /** Chunks of issues in the order of their rows. */
  rowIssues: (site: string, { fileId, run }: FileRun, firstLine: number): Key => ({
    pk: filePk(site, fileId),
    sk: `${rowsOfRun(run)}${String(firstLine).padStart(12, "0")}`,
  }),
  asOfPartition: (site: string, kind: string) => `${sitePk(site)}#ASOF#${kind}`,
  asOf: (site: string, kind: string, asOf: string, fileId: string): Key => ({
    pk: `${sitePk(site)}#ASOF#${kind}`,
    sk: `${asOf}#${encode(fileId)}`,
  }),
  sitePartition: sitePk,
  feed: (site: string, name: string): Key => ({ pk: sitePk(site), sk: `FEED#${encode(name)}` }),
  wardSettings: (site: string): Key => ({ pk: sitePk(site), sk: "WARD-SETTINGS" }),
  monitor: (site: string): Key => ({ pk: sitePk(site), sk: "MONITOR" }),
  outlets: (site: string): Key => ({ pk: sitePk(site), sk: "OUTLETS" }),
  recompute: (site: string): Key => ({ pk: sitePk(site), sk: "RECOMPUTE" }),
  push: (site: string, endpointHash: string): Key => ({
    pk: sitePk(site),
    sk: `PUSH#${endpointHash}`,
  }),
  alertLogPartition: (site: string, day: string) => `${sitePk(site)}#ALERTLOG#${day}`,
  alertLogLine: (site: string, day: string, at: string, parts: readonly string[]): Key => ({
    pk: `${sitePk(site)}#ALERTLOG#${day}`,
    sk: [at, ...parts.map(encode)].join("#"),
  }),
  turnaroundPartition: (site: string, day: string) => `${sitePk(site)}#TURNAROUND#${day}`,
  turnaround: (site: string, day: string, fileId: string): Key => ({
    pk: `${sitePk(site)}#TURNAROUND#${day}`,
    sk: encode(fileId),
  }),
  accessPartition: (site: string, day: string) => `${sitePk(site)}#ACCESS#${day}`,
  access: (site: string, day: string, at: string, id: string): Key => ({
    pk: `${sitePk(site)}#ACCESS#${day}`,
    sk: `${at}#${encode(id)}`,
  }),
};

/** The sort-key prefixes under which one aggregate's items stand together. */
export const clinicalPrefixes = {
  admission: "ADMISSION#",
  test: "TEST#",
  record: "RECORD#",
  rowIssues: rowsOfRun,
  feed: "FEED#",
  push: "PUSH#",
} as const;

/** The partitions of the indexes. */
export const indexPks = {
  next: (site: string) => `${sitePk(site)}#NEXT`,
  ward: (site: string, ward: string) => `${sitePk(site)}#WARD#${encode(wardKey(ward))}`,
  over: (site: string) => `${sitePk(site)}#OVER`,
  files: (site: string) => `${sitePk(site)}#FILE`,
  awaitedFiles: (site: string) => `${sitePk(site)}#AWAITED`,
  alert: (site: string) => `${sitePk(site)}#ALERT`,
  heldUp: (site: string) => `${sitePk(site)}#HELD-UP`,
};

/** A sort key of an index: what it is sorted by, then ids, so that no two items share it. */
export const indexSk = (sortedBy: string, ...ids: string[]): string =>
  [sortedBy, ...ids].map(encode).join("#");

/** The greatest sort key of `indexSk` for an instant: `$` follows `#`. */
export const upToInstant = (at: string): string => `${at}$`;
