import type { Admission } from "@throughline/shared/admission.ts";
import type { LabTest } from "@throughline/shared/lab-test.ts";
import { testsOfStay } from "@throughline/shared/monitor/match-tests.ts";
import { settle } from "@throughline/shared/monitor/settle.ts";
import type { Patient } from "@throughline/shared/patient.ts";
import type { AppUnderTest } from "./start-app.ts";

/** What files have told of one patient. */
export interface SeededPatient {
  patient: Patient;
  stays: Admission[];
  tests: LabTest[];
}

/**
 * Puts patients into the store as an ingest would, and settles their stays as of now; with `tick`
 * also as the monitor's tick would, so that what is due is open.
 */
export const seedWard = async (
  { store, clock }: Pick<AppUnderTest, "store" | "clock">,
  site: string,
  seeds: readonly SeededPatient[],
  { tick = true } = {},
): Promise<void> => {
  const { clinical } = store;
  const { version, ...settings } = await clinical.wardSettings.readFresh(site);
  for (const { patient, stays, tests } of seeds) {
    const [stay] = stays;
    if (stay) {
      await clinical.patients.put(site, { patient, source: stay.source, stamp: "0" });
    }
    for (const test of tests) await clinical.labTests.put(site, { test, stamp: "0" });
    for (const admission of stays) {
      await clinical.knownWards.add(site, admission.ward);
      const known = await clinical.admissions.get(site, admission, { consistent: true });
      const { last, unmapped } = testsOfStay(admission, stays, tests, settings.counting);
      const { watch } = settle({
        admission,
        lastTest: last && pick(last),
        unmapped: unmapped && pick(unmapped),
        previous: known?.watch ?? null,
        entries: [],
        viewedAt: null,
        settings,
        nowMs: clock.nowMs,
        mayOpen: tick,
        because: "facts",
      });
      const stored = {
        admission,
        stamp: "0",
        watch,
        outbox: [],
        nextAt: watch?.nextAt ?? null,
        settingsVersion: version,
        version: known?.version ?? 0,
      };
      const saved = await clinical.admissions.save(site, stored);
      if (saved === "conflict") throw new Error("Somebody else saved it");
    }
  }
  if (tick) await clinical.monitorMarks.write(site, new Date(clock.nowMs).toISOString());
};

const pick = ({ testId, testType, performedAt, source }: LabTest) => ({
  testId,
  testType,
  performedAt,
  source,
});
