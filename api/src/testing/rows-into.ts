import type { FileReport, RowIssue } from "@throughline/shared/file-report.ts";
import type { StoredAdmission } from "../store/clinical/admissions.ts";
import type { IngestUnderTest } from "./start-ingest.ts";

export const PMS =
  "patient_id,first_name,last_name,admission_id,admission_date,ward,bed_number,status,discharge_date,updated_at\n";
export const LIS = "test_id,patient_id,admission_id,test_type,test_date,result,status,updated_at\n";

/** Sends files of these rows, and tells what became of them. */
export const rowsInto = (world: () => IngestUnderTest) => ({
  pms: (name: string, ...rows: string[]): Promise<FileReport> =>
    world().take(name, `${PMS}${rows.join("\n")}\n`),
  lis: (name: string, ...rows: string[]): Promise<FileReport> =>
    world().take(name, `${LIS}${rows.join("\n")}\n`),
  async stay(patientId: string, admissionId: string): Promise<StoredAdmission> {
    const { admissions } = world().store.clinical;
    const found = await admissions.get("main", { patientId, admissionId });
    if (!found) throw new Error("No such stay");
    return found;
  },
  async issues(fileId: string): Promise<RowIssue[]> {
    const { rowIssues } = world().store.clinical;
    const all: RowIssue[] = [];
    for await (const page of rowIssues.pages("main", { fileId, run: 1 })) all.push(...page);
    return all;
  },
});
