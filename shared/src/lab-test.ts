import * as z from "zod/mini";
import { instantSchema } from "./instant.ts";
import { identifierSchema } from "./patient.ts";
import { sourceSchema } from "./source.ts";

export const labTestSchema = z.object({
  testId: identifierSchema,
  patientId: identifierSchema,
  /** Empty where the laboratory names no stay: it is matched by patient and instant. */
  admissionId: z.string(),
  testType: z.string(),
  performedAt: instantSchema,
  result: z.string(),
  /** The status as the feed's profile maps it, else as the laboratory wrote it; may be empty. */
  status: z.string(),
  labLocation: z.string(),
  source: sourceSchema,
});
export type LabTest = z.infer<typeof labTestSchema>;

/** What was asked for, or was not done, is never a test that counts, whatever the settings say. */
export const NEVER_COUNTING: readonly string[] = [
  "ordered",
  "requested",
  "scheduled",
  "planned",
  "registered",
  "pending",
  "cancelled",
  "canceled",
  "rejected",
  "not performed",
  "not done",
  "entered in error",
  "entered-in-error",
];

/** What counts in a new site. A test without any status counts too: its row says when it was done. */
export const DEFAULT_COUNTING: readonly string[] = [
  "completed",
  "complete",
  "done",
  "performed",
  "collected",
  "received",
  "resulted",
  "result",
  "reported",
  "preliminary",
  "partial",
  "final",
  "verified",
  "validated",
  "amended",
  "corrected",
];

/** Which tests restart the clock: a setting of the site. */
export const countingRuleSchema = z.object({
  types: z.object({
    rule: z.enum(["all", "only", "except"]),
    /** Compared without case. */
    names: z
      .array(z.string().check(z.trim(), z.minLength(1), z.maxLength(80)))
      .check(z.maxLength(500)),
  }),
  /** Compared without case. */
  statuses: z
    .array(
      z.string().check(
        z.trim(),
        z.minLength(1),
        z.maxLength(80),
        z.refine(
          (word: string) => !NEVER_COUNTING.includes(statusWord(word)),
          "a status that never counts",
        ),
      ),
    )
    .check(z.maxLength(200)),
});
export type CountingRule = z.infer<typeof countingRuleSchema>;

/** A status in the one spelling in which it is compared. */
export const statusWord = (text: string): string => text.trim().toLowerCase().replaceAll("_", " ");

/**
 * Whether a test restarts the clock: `no` for a type or status that does not, `unknown` for a status
 * that nobody has mapped, which does not count either and is shown until it is mapped.
 */
export const countsAsTest = (
  test: Pick<LabTest, "testType" | "status">,
  rule: CountingRule,
): "yes" | "no" | "unknown" => {
  const status = statusWord(test.status);
  if (NEVER_COUNTING.includes(status)) return "no";
  if (!isCountingType(test.testType, rule.types)) return "no";
  if (status === "") return "yes";
  return rule.statuses.some((word) => statusWord(word) === status) ? "yes" : "unknown";
};

const isCountingType = (type: string, { rule, names }: CountingRule["types"]) => {
  if (rule === "all") return true;
  const wanted = type.trim().toLowerCase();
  return names.some((name) => name.trim().toLowerCase() === wanted) === (rule === "only");
};
