import { nameOf } from "@throughline/shared/patient.ts";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { type Column, FigureTable } from "../ui/figure-table.tsx";
import { formatBirth, formatDayAndTime, formatHours, NOTHING } from "../ui/format.ts";
import type { Sort } from "../ui/sort.ts";
import { Tag } from "../ui/tag.tsx";
import { wardName } from "../ui/ward-name.ts";
import { alertStateWords, isOpen } from "./alert-words.ts";
import { patientHref } from "./patient-address.ts";
import { type ListedStay, stayStatuses } from "./patients-filter.ts";

export const stayColumns = (at: { site: string; timeZone: string }): Column<ListedStay>[] => [
  {
    name: "patient",
    heading: "Patient",
    value: ({ patient }) => nameOf(patient),
    show: ({ patient }) => (
      <>
        <Link className="row-link" href={patientHref(patient.patientId, at.site)}>
          <bdi>{nameOf(patient)}</bdi>
        </Link>
        <span className="quiet row-note">
          <bdi>{patient.patientId}</bdi>
          {patient.dateOfBirth && `, born ${formatBirth(patient.dateOfBirth)}`}
        </span>
      </>
    ),
  },
  {
    name: "gap",
    heading: "Without a test",
    figure: true,
    value: ({ gapHours }) => gapHours,
    show: ({ gapHours }) => formatHours(gapHours),
  },
  {
    name: "alert",
    heading: "Alert",
    value: ({ state }) => state && alertStateWords[state],
    show: ({ state }) =>
      state ? (
        <Tag meaning={isOpen(state) ? "overdue" : "soon"}>{alertStateWords[state]}</Tag>
      ) : (
        NOTHING
      ),
  },
  {
    name: "ward",
    heading: "Ward",
    value: ({ admission }) => wardName(admission.ward),
  },
  {
    name: "bed",
    heading: "Bed",
    value: ({ admission }) => admission.bed || null,
    show: ({ admission }) => <bdi>{admission.bed || NOTHING}</bdi>,
  },
  {
    name: "last-test",
    heading: "Last test",
    value: ({ lastTest }) => lastTest?.performedAt ?? null,
    show: ({ lastTest, gapHours }) =>
      lastTest ? (
        <>
          <bdi>{lastTest.testType}</bdi>, {formatDayAndTime(lastTest.performedAt, at.timeZone)}
        </>
      ) : gapHours === null ? (
        NOTHING
      ) : (
        "Never tested"
      ),
  },
  {
    name: "due",
    heading: "Due",
    value: ({ dueAt }) => dueAt,
    show: ({ dueAt }) =>
      dueAt ? <span className="stay-due">{formatDayAndTime(dueAt, at.timeZone)}</span> : NOTHING,
  },
  {
    name: "status",
    heading: "Status",
    value: ({ admission }) => stayStatuses[admission.status],
    show: ({ admission }) => (
      <>
        {stayStatuses[admission.status]}
        {!admission.statusKnown && (
          <>
            {" "}
            <Tag meaning="unknown">
              Unknown status “<bdi>{admission.statusText}</bdi>”
            </Tag>
          </>
        )}
      </>
    ),
  },
];

interface Props {
  columns: readonly Column<ListedStay>[];
  stays: readonly ListedStay[];
  keyOf: (stay: ListedStay) => string;
  sort: Sort | undefined;
  onSort: (sort: Sort) => void;
  empty: string;
}

export const StaysTable = ({ columns, stays, keyOf, sort, onSort, empty }: Props): ReactNode => (
  <FigureTable
    caption="Stays"
    wide
    columns={columns}
    rows={stays}
    rowKey={keyOf}
    sort={sort}
    onSort={onSort}
    empty={empty}
  />
);
