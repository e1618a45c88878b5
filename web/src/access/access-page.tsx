import { type Access, accessLogSchema } from "@throughline/shared/access.ts";
import type { SettingsResponse } from "@throughline/shared/api.ts";
import { daySchema } from "@throughline/shared/instant.ts";
import type { ReactNode } from "react";
import { useSearchParams } from "wouter";
import * as z from "zod/mini";
import { clinicalPath } from "../cache/clinical.ts";
import { useAnswer } from "../cache/use-answer.ts";
import { useMore } from "../cache/use-more.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Field } from "../ui/field.tsx";
import { type Column, FigureTable } from "../ui/figure-table.tsx";
import { formatCount, formatTimeOfDay, NOTHING, todayIn } from "../ui/format.ts";
import { LoadMore } from "../ui/load-more.tsx";
import { wardName } from "../ui/ward-name.ts";
import { accessWords } from "./access-words.ts";

const readPage = (json: unknown) => {
  const { entries, cursor } = z.parse(accessLogSchema, json);
  return { items: entries, cursor };
};

/** Whom or what a reading was about, where that is one thing. */
const subjectOf = ({ ward, patientId, medicalRecordNumber }: Access): string => {
  if (patientId !== undefined) return `Patient ${patientId}`;
  if (medicalRecordNumber !== undefined) return `Record number ${medicalRecordNumber}`;
  return ward === undefined ? NOTHING : wardName(ward);
};

const columnsIn = (timeZone: string): Column<Access>[] => [
  {
    name: "at",
    heading: "Time",
    value: ({ at }) => at,
    show: ({ at }) => formatTimeOfDay(at, timeZone),
  },
  { name: "what", heading: "What", value: ({ what }) => accessWords(what) },
  { name: "about", heading: "About", value: subjectOf },
  {
    name: "count",
    heading: "How many",
    figure: true,
    value: ({ count }) => count,
    show: ({ count }) => formatCount(count),
  },
  { name: "by", heading: "By", value: ({ by }) => by },
  { name: "tablet", heading: "Tablet", value: ({ tablet }) => tablet ?? NOTHING },
];

/** Who was told of whom, day by day. */
export const AccessPage = (props: { site: string; settings: SettingsResponse }): ReactNode => {
  const { site, settings } = props;
  const { timeZone } = settings.settings;
  const today = todayIn(timeZone, Date.now());
  const [params, setParams] = useSearchParams();
  const named = z.safeParse(daySchema, params.get("day"));
  const day = named.success ? named.data : today;
  const path = clinicalPath(site, "/access-log", { day });
  const answer = useAnswer(path, accessLogSchema);
  const first = answer.known && {
    items: answer.known.value.entries,
    cursor: answer.known.value.cursor,
  };
  const { items, more, loading, failure } = useMore({
    path,
    first,
    read: readPage,
    keyOf: ({ id }: Access) => id,
  });
  return (
    <>
      <div className="page-head">
        <h1>Who read what</h1>
      </div>
      <div className="filter-bar">
        <Field label="Day">
          {(control) => (
            <input
              {...control}
              type="date"
              max={today}
              value={day}
              onChange={({ target }) =>
                target.value &&
                setParams(
                  (before) => {
                    before.set("day", target.value);
                    return before;
                  },
                  { replace: true },
                )
              }
            />
          )}
        </Field>
      </div>
      {answer.failure && <FailureNotice failure={answer.failure} onRetry={answer.reload} />}
      {answer.loading && <p className="quiet">Loading…</p>}
      {answer.known && (
        <section className="card" aria-label="Readings">
          <p className="quiet">
            Each time when this server told of patients, written before it did, and each ward that
            stood on a screen. “By” is a sign-in or a script: staff have no accounts of their own
            yet.
          </p>
          <FigureTable
            caption="Readings"
            wide
            columns={columnsIn(timeZone)}
            rows={items}
            rowKey={({ id }) => id}
            empty="Nobody read of patients on this day."
          />
          <LoadMore more={more} loading={loading} failure={failure} />
        </section>
      )}
    </>
  );
};
