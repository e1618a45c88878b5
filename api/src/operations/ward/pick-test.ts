import type { LastTest } from "@throughline/shared/monitor/test-gap.ts";

/** A test as a list shows it. */
export const pickTest = ({ testId, testType, performedAt, source }: LastTest): LastTest => ({
  testId,
  testType,
  performedAt,
  source,
});
