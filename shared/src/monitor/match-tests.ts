import { type Admission, endOfStay, startOfStay } from "../admission.ts";
import { type CountingRule, countsAsTest, type LabTest } from "../lab-test.ts";

export type Match =
  /** The stay that the test belongs to. */
  | { admissionId: string }
  /** No stay of the patient is known that it could belong to: one may still come. */
  | "none"
  /** It names no stay, and more than one held its instant. */
  | "ambiguous";

type Test = Pick<LabTest, "admissionId" | "performedAt">;

/**
 * The stay of its patient that a test belongs to: the one it names, or else the one that held the
 * instant, its ends included; where one stay ended as another began, the one that began. A cancelled
 * stay holds nothing. A pure function of what is known, so the order in which it became known does
 * not matter.
 */
export const matchTest = (test: Test, stays: readonly Admission[]): Match =>
  createMatcher(stays)(test);

/** The same for many tests of one patient. */
export const createMatcher = (stays: readonly Admission[]): ((test: Test) => Match) => {
  const known = new Set(stays.map(({ admissionId }) => admissionId));
  const holders = stays
    .filter(({ status }) => status !== "cancelled")
    .map((stay) => ({ stay, from: startOfStay(stay), to: endOfStay(stay) }));
  return ({ admissionId, performedAt }) => {
    if (admissionId !== "") return known.has(admissionId) ? { admissionId } : "none";
    const at = Date.parse(performedAt);
    const held = holders.filter(({ from, to }) => from <= at && at <= to);
    // What is performed as a stay begins moves nothing of it, so that giving it the test hides no bed.
    const begun = held.filter(({ from }) => from === at);
    const isHandover = held.every(({ from, to }) => from === at || to === at);
    const [only, ...others] = begun.length === 1 && isHandover ? begun : held;
    if (!only) return "none";
    return others.length > 0 ? "ambiguous" : { admissionId: only.stay.admissionId };
  };
};

/** The tests of one patient by the number of the stay that each belongs to. */
export const shareOutTests = <T extends Test>(
  stays: readonly Admission[],
  tests: readonly T[],
): ReadonlyMap<string, T[]> => {
  const matchOf = createMatcher(stays);
  const shares = new Map<string, T[]>();
  for (const test of tests) {
    const match = matchOf(test);
    if (typeof match === "string") continue;
    const share = shares.get(match.admissionId);
    if (share) share.push(test);
    else shares.set(match.admissionId, [test]);
  }
  return shares;
};

export interface TestsOfStay<Test> {
  /** The last test that counts, and was not performed after the stay. */
  last: Test | null;
  /** The latest one after it whose status nobody has mapped: it may be a test. */
  unmapped: Test | null;
}

/**
 * What the tests of a patient say about one of the patient's stays. Of two tests at one instant the
 * one with the greater number is the last.
 */
export const testsOfStay = <T extends Test & Pick<LabTest, "testId" | "testType" | "status">>(
  stay: Admission,
  stays: readonly Admission[],
  tests: readonly T[],
  rule: CountingRule,
): TestsOfStay<T> => {
  let last: T | null = null;
  let unmapped: T | null = null;
  const matchOf = createMatcher(stays);
  const endMs = endOfStay(stay);
  for (const test of tests) {
    const counts = countsAsTest(test, rule);
    if (counts === "no" || Date.parse(test.performedAt) > endMs) continue;
    const match = matchOf(test);
    if (typeof match === "string" || match.admissionId !== stay.admissionId) continue;
    if (counts === "yes") last = later(last, test);
    else unmapped = later(unmapped, test);
  }
  const isAfter = unmapped && (!last || unmapped.performedAt > last.performedAt);
  return { last, unmapped: isAfter ? unmapped : null };
};

const later = <T extends Pick<LabTest, "testId" | "performedAt">>(known: T | null, test: T): T =>
  !known ||
  test.performedAt > known.performedAt ||
  (test.performedAt === known.performedAt && test.testId > known.testId)
    ? test
    : known;
