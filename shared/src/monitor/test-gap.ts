import { type Admission, startOfStay } from "../admission.ts";
import type { LabTest } from "../lab-test.ts";

const HOUR_MS = 3_600_000;

/** A test as it stands on its admission. */
export type LastTest = Pick<LabTest, "testId" | "testType" | "performedAt" | "source">;

export interface Gap {
  /** Since when there has been no counting test. */
  sinceAt: string;
  /** What the clock began with. */
  since: "test" | "admission" | "first-seen";
  /** When the gap reaches the ward's threshold: exactly that is due. */
  dueAt: string;
}

/**
 * The test gap of a stay: since its last counting test, also one from before the admission; since
 * the admission where there is none; since it was first seen where no file says when it began.
 */
export const gapOf = (
  stay: Pick<Admission, "admittedAt" | "firstSeenAt" | "status" | "dischargedAt" | "source">,
  lastTest: Pick<LastTest, "performedAt"> | null,
  thresholdHours: number,
): Gap => {
  const sinceAt = lastTest?.performedAt ?? new Date(startOfStay(stay)).toISOString();
  return {
    sinceAt,
    since: lastTest ? "test" : stay.admittedAt === null ? "first-seen" : "admission",
    dueAt: new Date(Date.parse(sinceAt) + thresholdHours * HOUR_MS).toISOString(),
  };
};

/** Hours without a test at an instant, cut to hundredths; 0 for a test that lies minutes ahead. */
export const gapHours = (sinceAt: string, atMs: number): number =>
  Math.max(0, Math.floor((atMs - Date.parse(sinceAt)) / (HOUR_MS / 100)) / 100);
