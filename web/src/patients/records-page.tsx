import type { SettingsResponse } from "@throughline/shared/api.ts";
import type { PatientRecord } from "@throughline/shared/patient-record.ts";
import { recordsSchema } from "@throughline/shared/ward-api.ts";
import { type FormEvent, type ReactNode, useState } from "react";
import * as z from "zod/mini";
import { clinicalPath } from "../cache/clinical.ts";
import { requestAsStaff } from "../cache/session.ts";
import type { Failure } from "../cache/use-answer.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Field } from "../ui/field.tsx";
import { plural } from "../ui/format.ts";
import { Notice } from "../ui/notice.tsx";
import "./patients.css";
import { countNames } from "./count-names.ts";
import { Record } from "./record.tsx";

type Outcome =
  | { kind: "asking" }
  | { kind: "found"; number: string; records: PatientRecord[] }
  | { kind: "failed"; failure: Failure };

/** The records of one number. Neither the number nor the answer is kept anywhere. */
export const RecordsPage = (props: { site: string; settings: SettingsResponse }): ReactNode => {
  const { site, settings } = props;
  const [number, setNumber] = useState("");
  const [outcome, setOutcome] = useState<Outcome>();
  const ask = async (event?: FormEvent) => {
    event?.preventDefault();
    const medicalRecordNumber = number.trim();
    if (!medicalRecordNumber) return;
    setOutcome({ kind: "asking" });
    const answer = await requestAsStaff(clinicalPath(site, "/records/query"), {
      method: "POST",
      body: { medicalRecordNumber },
      read: (json) => z.parse(recordsSchema, json),
    });
    setOutcome(
      answer.ok
        ? { kind: "found", number: medicalRecordNumber, records: answer.value.records }
        : { kind: "failed", failure: answer },
    );
  };
  return (
    <>
      <div className="page-head">
        <h1>Records</h1>
      </div>
      <form className="filter-bar" onSubmit={ask}>
        <Field label="Medical record number">
          {(control) => (
            <input
              {...control}
              value={number}
              maxLength={128}
              autoComplete="off"
              spellCheck={false}
              onChange={({ target }) => setNumber(target.value)}
            />
          )}
        </Field>
        <button type="submit" className="button button-main" disabled={outcome?.kind === "asking"}>
          Show the records
        </button>
      </form>
      <div aria-live="polite">
        {!outcome && (
          <p className="quiet">
            Doctors’ notes from files of the kind “records”, in order of time. The number must be
            written as it stands in the files.
          </p>
        )}
        {outcome?.kind === "asking" && <p className="quiet">Loading…</p>}
        {outcome?.kind === "failed" && (
          <FailureNotice failure={outcome.failure} onRetry={() => void ask()} />
        )}
        {outcome?.kind === "found" && (
          <section className="card" aria-label="Records">
            <h2>
              <bdi>{outcome.number}</bdi>: {plural(outcome.records.length, "record")}
            </h2>
            {outcome.records.length === 0 && (
              <p className="quiet">No file has brought a record of this number.</p>
            )}
            {countNames(outcome.records) > 1 && (
              <Notice
                meaning="soon"
                title={`These records stand under ${countNames(outcome.records)} names.`}
              >
                <p>
                  A name may have changed, or two people share the number: compare them before you
                  rely on these notes.
                </p>
              </Notice>
            )}
            <ol className="plain-list">
              {outcome.records.map((record) => (
                <Record
                  key={`${record.dateTime} ${record.csvFile} ${record.line} ${record.doctorsNotes}`}
                  record={record}
                  timeZone={settings.settings.timeZone}
                />
              ))}
            </ol>
          </section>
        )}
      </div>
    </>
  );
};
