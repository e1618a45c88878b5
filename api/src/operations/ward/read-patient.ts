import { isActiveAt, startOfStay } from "@throughline/shared/admission.ts";
import { AppError } from "@throughline/shared/errors.ts";
import { countsAsTest } from "@throughline/shared/lab-test.ts";
import { matchTest, testsOfStay } from "@throughline/shared/monitor/match-tests.ts";
import { gapHours } from "@throughline/shared/monitor/test-gap.ts";
import type { PatientDetail, PatientTests } from "@throughline/shared/ward-api.ts";
import type { OperationDeps } from "../../deps.ts";
import { requireSettings } from "../site-settings.ts";
import { glanceAtFeeds } from "./glance-at-feeds.ts";
import { compareText } from "./known-wards.ts";
import { pickTest } from "./pick-test.ts";
import { unknownPatient } from "./read-patients.ts";
import { shownAlert } from "./read-ward.ts";

type Deps = Pick<OperationDeps, "store" | "now">;

/** A patient and all stays, the latest first. Throws `UNKNOWN_SITE`, or `NOT_FOUND`. */
export const readPatient = async (
  deps: Deps,
  site: string,
  patientId: string,
): Promise<PatientDetail> => {
  const { clinical } = deps.store;
  const [{ settings, stays, tests, stored }, { labsReachTo }] = await Promise.all([
    readFacts(deps, site, patientId),
    glanceAtFeeds(deps, site),
  ]);
  const known = await clinical.patients.get(site, patientId);
  if (!known && stays.length + tests.length === 0) throw new AppError("NOT_FOUND");
  const nowMs = deps.now();
  return {
    asOf: new Date(nowMs).toISOString(),
    patient: known?.patient ?? unknownPatient(patientId),
    admissions: stored
      .map(({ admission, watch }) => {
        const live = watch && isActiveAt(admission, nowMs) ? watch : null;
        const { last } = testsOfStay(admission, stays, tests, settings.counting);
        return {
          admission,
          sinceAt: live?.sinceAt ?? null,
          dueAt: live?.dueAt ?? null,
          gapHours: live && gapHours(live.sinceAt, nowMs),
          lastTest: live ? live.lastTest : last && pickTest(last),
          state: live?.alert?.state ?? null,
          alert: live && shownAlert(live, labsReachTo),
        };
      })
      .sort(
        ({ admission: one }, { admission: other }) =>
          startOfStay(other) - startOfStay(one) || compareText(one.admissionId, other.admissionId),
      ),
  };
};

/** A patient's tests from an instant on, in time order. Throws as `readPatient` does. */
export const readPatientTests = async (
  deps: Deps,
  site: string,
  patientId: string,
  fromMs: number,
): Promise<PatientTests> => {
  const { settings, stays, tests } = await readFacts(deps, site, patientId);
  if (stays.length + tests.length === 0) {
    if (!(await deps.store.clinical.patients.get(site, patientId))) throw new AppError("NOT_FOUND");
  }
  return {
    tests: tests
      .filter(({ performedAt }) => Date.parse(performedAt) >= fromMs)
      .sort(
        (one, other) =>
          compareText(one.performedAt, other.performedAt) || compareText(one.testId, other.testId),
      )
      .map((test) => {
        const match = matchTest(test, stays);
        return {
          ...test,
          counts: countsAsTest(test, settings.counting),
          stay: match === "ambiguous" ? null : match === "none" ? "" : match.admissionId,
        };
      }),
  };
};

const readFacts = async ({ store }: Deps, site: string, patientId: string) => {
  const { clinical } = store;
  await requireSettings(store, site);
  const [settings, stored, tests] = await Promise.all([
    clinical.wardSettings.read(site),
    clinical.admissions.listOfPatient(site, patientId),
    clinical.labTests.listOfPatient(site, patientId),
  ]);
  return {
    settings,
    stored,
    stays: stored.map(({ admission }) => admission),
    tests: tests.map(({ test }) => test),
  };
};
