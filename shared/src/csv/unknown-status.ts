import type { FileKind } from "../feed.ts";
import type { FeedProfile } from "../feed-profile.ts";
import { type CountingRule, countsAsTest, statusWord } from "../lab-test.ts";
import { mapAdmissionStatus } from "./check-pms-row.ts";
import type { Facts } from "./check-row.ts";

/** So many are remembered: more are no words but something else in that column. */
export const MOST_UNKNOWN_STATUSES = 50;

/** The status of a row that nobody has mapped yet, as the file writes it. */
export const unknownStatusOf = (
  facts: Facts,
  counting: CountingRule | undefined,
): string | undefined => {
  if (facts.kind === "pms") {
    return facts.stay && !facts.stay.statusKnown ? facts.stay.statusText : undefined;
  }
  if (facts.kind !== "lis" || !counting) return undefined;
  return countsAsTest(facts.test, counting) === "unknown" ? facts.test.status : undefined;
};

/** Those of some words that a feed's profile and the site's settings leave unknown, each once. */
export const leftUnknown = (
  words: readonly string[],
  {
    kind,
    profile,
    counting,
  }: { kind: FileKind; profile: FeedProfile; counting: CountingRule | undefined },
): string[] => {
  const statusOf = mapAdmissionStatus(profile);
  const tests = new Set(Object.keys(profile.testStatus).map(statusWord));
  const isUnknown = (status: string) => {
    if (kind === "pms") return statusOf(status) === undefined;
    if (kind !== "lis" || !counting || tests.has(statusWord(status))) return false;
    const anyType = { rule: "all" as const, names: [] };
    return countsAsTest({ testType: "", status }, { ...counting, types: anyType }) === "unknown";
  };
  const found = new Map<string, string>();
  for (const word of words) {
    if (isUnknown(word) && !found.has(statusWord(word))) found.set(statusWord(word), word);
  }
  return [...found.values()];
};
