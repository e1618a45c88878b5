import type { FeedProfile } from "../feed-profile.ts";
import {
  type CountingRule,
  countsAsTest,
  type LabTest,
  NEVER_COUNTING,
  statusWord,
} from "../lab-test.ts";
import type { Cells } from "./read-cells.ts";

/** What a row of a `lis` file says. */
export interface LisRow {
  kind: "lis";
  test: Omit<LabTest, "source">;
  /** As the laboratory wrote it. */
  statusText: string;
  updatedAt: string | null;
}

/** What a profile's word becomes. */
const mapped = { counting: "completed", "not-counting": "not performed" } as const;

export const checkLisRow = (
  cells: Cells,
  statusOf: (text: string) => string,
  counting: CountingRule | undefined,
): LisRow => {
  const testId = cells.identifier("test_id", "required");
  const patientId = cells.identifier("patient_id", "required");
  const admissionId = cells.identifier("admission_id", "optional");
  const testType = cells.text("test_type");
  if (testType === "") cells.refuse("test_type", "is empty");
  const statusText = cells.text("status", 80);
  const status = statusOf(statusText);
  const refused = cells.reasons.length;
  const performedAt = cells.instant("test_date");
  const isUnread = cells.reasons.length > refused;
  const updatedAt = cells.instant("updated_at");
  if (performedAt === null && !isUnread) {
    // What was never done has no date, and must still undo what was said before.
    if (NEVER_COUNTING.includes(statusWord(status)) && updatedAt !== null) {
      cells.remarks.push("No test_date on a test that does not count: updated_at stands for it.");
    } else {
      cells.refuse("test_date", "is empty");
    }
  }
  const test = {
    testId,
    patientId,
    admissionId,
    testType,
    performedAt: performedAt ?? updatedAt ?? "",
    result: cells.prose("result", 4_000),
    status,
    labLocation: cells.text("lab_location"),
  };
  if (counting && countsAsTest(test, counting) === "unknown") {
    cells.remarks.push("An unknown status: the test does not count until the status is mapped.");
  }
  return { kind: "lis", test, statusText, updatedAt };
};

/** What a status is by the profile's words; any other one stays as the laboratory wrote it. */
export const mapTestStatus = (profile: Pick<FeedProfile, "testStatus">) => {
  const words = new Map(
    Object.entries(profile.testStatus).map(([word, meaning]) => [
      statusWord(word),
      mapped[meaning],
    ]),
  );
  return (text: string): string => words.get(statusWord(text)) ?? text;
};
