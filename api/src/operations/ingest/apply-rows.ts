import type { Facts } from "@throughline/shared/csv/check-row.ts";
import type { FileItem } from "@throughline/shared/csv/read-facts.ts";
import type { FileProblem, RowIssue } from "@throughline/shared/file-report.ts";
import { deliverOutbox } from "../ward/deliver-outbox.ts";
import { applyRecords } from "./apply-records.ts";
import { applyStays } from "./apply-stays.ts";
import { applyTests } from "./apply-tests.ts";
import type { Intake } from "./intake.ts";
import { meetStatus, reject, remark } from "./tally.ts";

/** Rows taken in at a time, and bytes of them: a row may be long. */
export const BATCH_ROWS = 1_000;
const BATCH_BYTES = 4 << 20;

type Row = Extract<FileItem, { type: "row" }>;
type RowOf<F extends Facts> = Omit<Row, "facts"> & { facts: F };

export interface ApplyOptions {
  /** Whether the header has a column about patients beside their number. */
  tellsOfPatients: boolean;
  /** Told of each row that names a stay, whatever becomes of it. */
  onStay?: (stay: { patientId: string; admissionId: string }) => void;
  /** After each batch. */
  onBatch(issues: RowIssue[]): Promise<void>;
  batchRows?: number;
}

/** Takes in all rows of a file; returns why reading ended before the file did, if it did. */
export const applyRows = async (
  intake: Intake,
  items: AsyncIterable<FileItem>,
  options: ApplyOptions,
): Promise<FileProblem | undefined> => {
  const { tally } = intake;
  const { batchRows = BATCH_ROWS } = options;
  let batch: Row[] = [];
  let [read, bytes] = [0, 0];
  const flush = async () => {
    await applyBatch(intake, batch, options);
    batch = [];
    [read, bytes] = [0, 0];
    const issues = tally.issues.sort((one, other) => one.line - other.line);
    tally.issues = [];
    await options.onBatch(issues);
  };
  for await (const item of items) {
    if (item.type === "end") {
      await flush();
      return item.problem;
    }
    if (item.type === "header") continue;
    tally.counts.rows++;
    read++;
    bytes += item.byteTo - item.byteFrom;
    if (item.type === "rejected") {
      reject(tally, item, item.reasons);
      if (item.stay) options.onStay?.(item.stay);
    } else {
      for (const sentence of item.remarks) remark(tally, sentence);
      if (item.unknownStatus !== undefined) meetStatus(tally, item.unknownStatus);
      batch.push(item);
    }
    if (read >= batchRows || bytes >= BATCH_BYTES) await flush();
  }
  throw new Error("A file's reading has no end");
};

const applyBatch = async (intake: Intake, batch: readonly Row[], options: ApplyOptions) => {
  if (batch.length === 0) return;
  const lis: RowOf<Extract<Facts, { kind: "lis" }>>[] = [];
  const pms: RowOf<Extract<Facts, { kind: "pms" }>>[] = [];
  const records: RowOf<Extract<Facts, { kind: "records" }>>[] = [];
  for (const row of batch) {
    const { facts } = row;
    if (facts.kind === "lis") lis.push({ ...row, facts });
    else if (facts.kind === "records") records.push({ ...row, facts });
    else {
      pms.push({ ...row, facts });
      if (facts.stay) options.onStay?.(facts.stay);
    }
  }
  if (lis.length > 0) await applyTests(intake, lis);
  if (pms.length > 0) await applyStays(intake, pms, options);
  if (records.length > 0) await applyRecords(intake, records);
  if (intake.settled.length === 0) return;
  const { deps, site } = intake;
  const settings = await deps.store.clinical.wardSettings.readFresh(site);
  await deliverOutbox(deps, site, intake.settled.splice(0), settings);
};
