import type { SettingsResponse } from "@throughline/shared/api.ts";
import { nameOf } from "@throughline/shared/patient.ts";
import { patientDetailSchema, patientTestsSchema } from "@throughline/shared/ward-api.ts";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { usePathname } from "wouter/use-browser-location";
import { clinicalPath } from "../cache/clinical.ts";
import { useAnswer } from "../cache/use-answer.ts";
import { Facts } from "../ui/facts.tsx";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { formatBirth, NOTHING } from "../ui/format.ts";
import { Freshness } from "../ui/freshness.tsx";
import { Notice } from "../ui/notice.tsx";
import { Section } from "../ui/section.tsx";
import { patientIdOf } from "./patient-address.ts";
import "./patients.css";
import { Stay } from "./stay.tsx";
import { TestsTable } from "./tests-table.tsx";
import { Trends } from "./trends.tsx";

const REFRESH_MS = 60_000;

/** Everything that files have said of one patient, and which file and line said it. */
export const PatientPage = (props: { site: string; settings: SettingsResponse }): ReactNode => {
  const { site, settings } = props;
  const { timeZone } = settings.settings;
  const patientId = patientIdOf(usePathname());
  const path = patientId === null ? null : `/patients/${encodeURIComponent(patientId)}`;
  const everyMs = () => REFRESH_MS;
  const detail = useAnswer(path && clinicalPath(site, path), patientDetailSchema, { everyMs });
  const tests = useAnswer(path && clinicalPath(site, `${path}/tests`), patientTestsSchema, {
    everyMs,
  });
  const known = detail.known?.value;
  const at = { site, timeZone };
  return (
    <>
      <p>
        <Link className="back-link" href={`/staff/patients?site=${site}`}>
          All patients
        </Link>
      </p>
      <div className="page-head">
        <h1>{known ? <bdi>{nameOf(known.patient)}</bdi> : "Patient"}</h1>
        {detail.known && (
          <Freshness
            asOf={detail.known.value.asOf}
            fetchedAtMs={detail.known.fetchedAtMs}
            timeZone={timeZone}
            live
            stale={detail.failure !== undefined}
          />
        )}
      </div>
      {detail.failure?.status === 404 ? (
        <Notice meaning="unknown" title="No file has told of a patient with this number.">
          <p>It may be written otherwise in the files: search in the list of patients.</p>
        </Notice>
      ) : (
        detail.failure && <FailureNotice failure={detail.failure} onRetry={detail.reload} />
      )}
      {detail.loading && <p className="quiet">Loading…</p>}
      {known && (
        <div className="stack">
          <Section title="Person">
            <Facts
              facts={[
                ["Patient number", <bdi key="id">{known.patient.patientId}</bdi>],
                ["Last name", <bdi key="last">{known.patient.lastName || NOTHING}</bdi>],
                ["First name", <bdi key="first">{known.patient.firstName || NOTHING}</bdi>],
                [
                  "Date of birth",
                  known.patient.dateOfBirth ? formatBirth(known.patient.dateOfBirth) : NOTHING,
                ],
                ["Gender", <bdi key="gender">{known.patient.gender || NOTHING}</bdi>],
              ]}
            />
          </Section>
          <Section title="Stays">
            {known.admissions.length === 0 && (
              <p className="quiet">
                No stay is known yet. The laboratory has told of this patient before the patient
                system did.
              </p>
            )}
            <ol className="plain-list stays">
              {known.admissions.map((stay) => (
                <Stay key={stay.admission.admissionId} stay={stay} {...at} />
              ))}
            </ol>
          </Section>
          {tests.failure && <FailureNotice failure={tests.failure} onRetry={tests.reload} />}
          {tests.known && <Trends tests={tests.known.value.tests} timeZone={timeZone} />}
          {tests.known && (
            <Section title="Tests">
              <TestsTable tests={tests.known.value.tests} {...at} />
            </Section>
          )}
        </div>
      )}
    </>
  );
};
