import type { FileProblem, RowIssue } from "@throughline/shared/file-report.ts";
import { applyRows } from "./apply-rows.ts";
import type { Intake } from "./intake.ts";
import { awaitStays, markMissing } from "./mark-missing.ts";
import type { OpenFile } from "./open-file.ts";
import { seeOtherParts } from "./see-other-parts.ts";

const MISSING =
  "A stay of which this feed told before is not in this file, which holds everything: it is marked, not discharged.";

/** Whether a file's rows are all the stays that there are. */
export const isFull = ({ header: { header }, profile }: OpenFile): boolean =>
  header.kind === "pms" && profile.holds === "everything";

/** Takes in everything that an open file says; returns why reading ended early, if it did. */
export const passThrough = async (
  intake: Intake,
  { header: { header }, items }: OpenFile,
  options: { onBatch(issues: RowIssue[]): Promise<void>; batchRows?: number },
): Promise<FileProblem | undefined> => {
  const awaited = intake.file.full ? await awaitStays(intake) : undefined;
  const problem = await applyRows(intake, items, {
    ...options,
    tellsOfPatients: (["first_name", "last_name", "date_of_birth", "gender"] as const).some(
      (column) => header.at[column] !== undefined,
    ),
    ...(awaited && { onStay: awaited.see }),
  });
  const { counts, remarks } = intake.tally;
  if (awaited && !problem && counts.rows > counts.rejected) {
    if (awaited.left().length > 0) await seeOtherParts(intake, awaited.see);
    const missing = await markMissing(intake, awaited.left());
    if (missing > 0) remarks.set(MISSING, missing);
  }
  return problem;
};
