import type { SettingsResponse } from "@throughline/shared/api.ts";
import { NO_WARD } from "@throughline/shared/ward.ts";
import { patientsSchema, wardListSchema } from "@throughline/shared/ward-api.ts";
import { type ReactNode, useState } from "react";
import { Link, useSearchParams } from "wouter";
import * as z from "zod/mini";
import { clinicalPath } from "../cache/clinical.ts";
import { useAnswer } from "../cache/use-answer.ts";
import { useMore } from "../cache/use-more.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Field } from "../ui/field.tsx";
import { plural } from "../ui/format.ts";
import { Freshness } from "../ui/freshness.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { readSort, writeSort } from "../ui/sort.ts";
import "./patients.css";
import { FilterBar } from "./filter-bar.tsx";
import { type ListedStay, matchesSearch, readHours, readStatus } from "./patients-filter.ts";
import { StaysTable, stayColumns } from "./stays-table.tsx";

const PAGE = "100";

const keyOf = ({ patient, admission }: ListedStay) =>
  JSON.stringify([patient.patientId, admission.admissionId]);

const readPage = (json: unknown) => {
  const { patients, cursor } = z.parse(patientsSchema, json);
  return { items: patients, cursor };
};

/** Every stay that files have told of, filtered by the server and searched on the page. */
export const PatientsPage = (props: { site: string; settings: SettingsResponse }): ReactNode => {
  const { site, settings } = props;
  const { timeZone } = settings.settings;
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState("");
  const status = readStatus(params);
  const path = clinicalPath(site, "/patients", {
    ward: params.get("ward") ?? undefined,
    status: status === "all" ? undefined : status,
    last_test_hours: readHours(params),
    limit: PAGE,
  });
  const answer = useAnswer(path, patientsSchema);
  const wards = useAnswer(clinicalPath(site, "/wards"), wardListSchema);
  const first = answer.known && {
    items: answer.known.value.patients,
    cursor: answer.known.value.cursor,
  };
  const { items, more, loading, failure } = useMore({ path, first, read: readPage, keyOf });
  const found = items.filter((stay) => matchesSearch(stay, search));
  const change = (values: Record<string, string>) =>
    setParams(
      (before) => {
        for (const [name, value] of Object.entries(values)) {
          if (value) before.set(name, value);
          else before.delete(name);
        }
        return before;
      },
      { replace: true },
    );
  const columns = stayColumns({ site, timeZone });
  return (
    <>
      <div className="page-head">
        <h1>Patients</h1>
        {answer.known && (
          <Freshness
            asOf={answer.known.value.asOf}
            fetchedAtMs={answer.known.fetchedAtMs}
            timeZone={timeZone}
            live={false}
            stale={answer.failure !== undefined}
          />
        )}
      </div>
      <FilterBar
        ward={params.get("ward") ?? ""}
        wards={wards.known?.value.wards.map(({ ward }) => ward) ?? [NO_WARD]}
        status={status}
        hours={readHours(params) ?? ""}
        onChange={change}
      />
      {answer.failure && (
        <FailureNotice
          failure={answer.failure}
          onRetry={answer.reload}
          {...(answer.known && { kept: "What was known before is still shown." })}
        />
      )}
      {answer.loading && <p className="quiet">Loading…</p>}
      {answer.known && (
        <section className="card" aria-label="Stays">
          <div className="list-head">
            <Field label="Search in what is loaded">
              {(control) => (
                <input
                  {...control}
                  type="search"
                  dir="auto"
                  autoComplete="off"
                  value={search}
                  onChange={({ target }) => setSearch(target.value)}
                />
              )}
            </Field>
            <p className="quiet" role="status">
              {search.trim()
                ? `${plural(found.length, "stay")} of ${plural(items.length, "loaded one")}`
                : more
                  ? `${plural(items.length, "stay")} loaded: search and order are among these`
                  : plural(items.length, "stay")}
            </p>
          </div>
          <StaysTable
            columns={columns}
            stays={found}
            keyOf={keyOf}
            sort={readSort(
              params.get("sort"),
              columns.map(({ name }) => name),
            )}
            onSort={(sort) => change({ sort: writeSort(sort) })}
            empty={
              items.length > 0
                ? "Nothing that is loaded matches the search."
                : "No stay matches. Patients come from the files of the patient system."
            }
          />
          {items.length === 0 && (
            <p>
              <Link className="button" href={`/staff/uploads?site=${site}`}>
                Send a file
              </Link>
            </p>
          )}
          <LoadMore more={more} loading={loading} failure={failure} />
        </section>
      )}
    </>
  );
};
