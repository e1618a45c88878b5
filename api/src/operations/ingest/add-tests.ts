import { isActiveAt } from "@throughline/shared/admission.ts";
import type { CountingRule, LabTest } from "@throughline/shared/lab-test.ts";
import { testsOfStay } from "@throughline/shared/monitor/match-tests.ts";
import { settle, type Watch } from "@throughline/shared/monitor/settle.ts";
import type { LastTest } from "@throughline/shared/monitor/test-gap.ts";
import { mapConcurrently } from "../../concurrency.ts";
import type { StoredAdmission } from "../../store/clinical/admissions.ts";
import { type Intake, WRITES_AT_A_TIME } from "./intake.ts";

type Counted = Pick<Watch, "lastTest" | "unmapped">;

/**
 * Settles stays to which tests were added that nobody had told of before: one write each, without
 * reading the other tests. Right because
 * - a test that names its stay belongs to it whatever else is known, so that what the stay's tests
 *   come to with it is what they came to without it, or the new one (`withTests`);
 * - the stay is written on the condition that nobody wrote it since before the tests were: what
 *   it said was then true of all other tests, or whoever has changed one of them has yet to settle
 *   it from all tests, these included.
 *
 * Returns the patients for whom that does not do: somebody wrote the stay meanwhile, it was settled
 * by other settings, or there is an alert to look after.
 */
export const addTests = async (
  { deps, site }: Pick<Intake, "deps" | "site">,
  added: readonly { stay: StoredAdmission; tests: readonly LabTest[] }[],
): Promise<string[]> => {
  if (added.length === 0) return [];
  const { admissions, wardSettings } = deps.store.clinical;
  const settings = await wardSettings.readFresh(site);
  const left: string[] = [];
  await mapConcurrently(added, WRITES_AT_A_TIME, async ({ stay, tests }) => {
    const { admission, watch } = stay;
    const nowMs = deps.now();
    const isPlain =
      watch !== null &&
      watch.alert === null &&
      stay.outbox.length === 0 &&
      stay.settingsVersion === settings.version &&
      isActiveAt(admission, nowMs);
    if (isPlain) {
      const counted = withTests(stay, watch, tests, settings.counting);
      const settled = settle({
        admission,
        ...counted,
        previous: watch,
        entries: [],
        viewedAt: null,
        settings,
        nowMs,
        mayOpen: false,
        because: "facts",
      });
      const next = { ...stay, watch: settled.watch, nextAt: settled.watch?.nextAt ?? null };
      if ((await admissions.save(site, next)) !== "conflict") return;
    }
    left.push(admission.patientId);
  });
  return left;
};

/** What a stay's tests come to with some more that name it. */
export const withTests = (
  { admission }: Pick<StoredAdmission, "admission">,
  known: Counted,
  tests: readonly LabTest[],
  rule: CountingRule,
): Counted => {
  const added = testsOfStay(admission, [admission], tests, rule);
  const lastTest = later(known.lastTest, added.last);
  const unmapped = later(known.unmapped, added.unmapped);
  const isAfter = unmapped && (!lastTest || unmapped.performedAt > lastTest.performedAt);
  return { lastTest, unmapped: isAfter ? unmapped : null };
};

const later = (known: LastTest | null, test: LabTest | null): LastTest | null => {
  if (!test) return known;
  const { testId, testType, performedAt, source } = test;
  const isLater =
    !known ||
    performedAt > known.performedAt ||
    (performedAt === known.performedAt && testId > known.testId);
  return isLater ? { testId, testType, performedAt, source } : known;
};
