import type { FileReport } from "@throughline/shared/file-report.ts";
import type { Upload } from "@throughline/shared/upload-api.ts";
import type { Product } from "./product.ts";

/** One patient of a ward, as the hospital's systems would tell of them. */
export interface Bed {
  bed: string;
  name: readonly [firstName: string, lastName: string];
  ward?: string;
  admittedHoursAgo: number;
  /** Null: never. */
  testedHoursAgo: number | null;
  /** Active unless given. */
  status?: string;
}

const at = (hoursAgo: number) => new Date(Date.now() - hoursAgo * 3_600_000).toISOString();
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const toCsv = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");

/** The file of patients and admissions. */
export const pmsFile = (beds: readonly Bed[]): string =>
  toCsv([
    "patient_id first_name last_name date_of_birth gender admission_id admission_date ward bed_number status".split(
      " ",
    ),
    ...beds.map(
      ({ bed, name: [first, last], ward = "4B", admittedHoursAgo, status = "Active" }) => [
        `P-${ward}-${bed}`,
        first,
        last,
        "1948-03-09",
        "F",
        `A-${ward}-${bed}`,
        at(admittedHoursAgo),
        ward,
        bed,
        status,
      ],
    ),
  ]);

/** The laboratory's file. */
export const lisFile = (beds: readonly Bed[]): string =>
  toCsv([
    "test_id patient_id test_type test_date admission_id result status".split(" "),
    ...beds.flatMap(({ bed, ward = "4B", testedHoursAgo }) =>
      testedHoursAgo === null
        ? []
        : [
            [
              `T-${ward}-${bed}-${testedHoursAgo}`,
              `P-${ward}-${bed}`,
              "CRP",
              at(testedHoursAgo),
              `A-${ward}-${bed}`,
              "4",
              "final",
            ],
          ],
    ),
  ]);

/** Sends a file as an integration engineer does, and waits for its report. */
export const sendFile = async (
  product: Product,
  name: string,
  text: string,
): Promise<FileReport> => {
  const body = Buffer.from(text);
  const announced = await product.api("/uploads", {
    method: "POST",
    body: JSON.stringify({ name, size: body.length }),
  });
  if (!announced.ok) throw new Error(await announced.text());
  const { fileId, url, method, headers } = (await announced.json()) as Upload;
  const put = await fetch(url, { method, headers, body });
  if (!put.ok) throw new Error(await put.text());
  for (;;) {
    const answer = await product.api(`/uploads/${encodeURIComponent(fileId)}`);
    const report = (await answer.json()) as FileReport;
    if (report.state === "done" || report.state === "failed") return report;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};
