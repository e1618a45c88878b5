import type { HeaderReport } from "@throughline/shared/header-report.ts";
import type { ReactNode } from "react";
import { Facts } from "../facts.tsx";
import { type Column, FigureTable } from "../figure-table.tsx";
import { formatCount, formatFullTime, NOTHING, plural } from "../format.ts";
import { Notice } from "../notice.tsx";
import { Tag } from "../tag.tsx";
import { delimiterWords, encodingWords, kindWords } from "./file-words.ts";
import { Remarks } from "./remarks.tsx";

type Row = HeaderReport["rows"][number];

const list = (names: readonly string[]) =>
  names.length > 0 ? <bdi>{names.join(", ")}</bdi> : null;

/** Our columns that hold instants. */
const times = ["admission_date", "discharge_date", "test_date", "updated_at", "dateTime"];

const columnsOf = ({ columns }: HeaderReport, timeZone: string): Column<Row>[] => [
  { name: "line", heading: "Line", value: ({ line }) => line },
  {
    name: "state",
    heading: "Goes in",
    value: ({ says }) => (says ? 1 : 0),
    show: ({ says, reasons }) =>
      says ? (
        "Yes"
      ) : (
        <div className="row-reasons">
          <Tag meaning="overdue">No</Tag>{" "}
          {reasons
            .map(({ column, reason }) => (column ? `${column}: ${reason}` : reason))
            .join("; ")}
        </div>
      ),
  },
  ...columns.flatMap(({ readAs }): Column<Row>[] => {
    if (readAs === null) return [];
    const show = (text: string | undefined) =>
      text === undefined ? NOTHING : times.includes(readAs) ? formatFullTime(text, timeZone) : text;
    return [
      {
        name: readAs,
        heading: readAs,
        value: ({ says }) => says?.[readAs] ?? null,
        show: ({ says }) => <bdi>{show(says?.[readAs])}</bdi>,
      },
    ];
  }),
];

/** What a file's header and first rows tell, before anything is sent. */
export const HeaderTold = (props: {
  report: HeaderReport;
  timeZone: string;
  /** It is only looked at. */
  isSample?: boolean;
}): ReactNode => {
  const { report, timeZone, isSample = false } = props;
  const {
    kind,
    problem,
    columns,
    absent,
    encoding,
    delimiter,
    guess,
    rows,
    asOf,
    looked,
    remarks,
  } = report;
  const guesses = [
    guess.encoding && `It looks like ${encodingWords[guess.encoding]}.`,
    guess.delimiter && `Its columns look separated by ${delimiterWords[guess.delimiter]}s.`,
  ].filter(Boolean);
  const hint = guesses.length > 0 && (
    <p>
      {guesses.join(" ")} {!isSample && "A feed with such a profile would read it."}
    </p>
  );
  return (
    <>
      {problem ? (
        <Notice meaning="overdue" title={problem.sentence} urgent>
          {kind === null && (
            <p>
              {isSample
                ? "Nothing of such a file would go in."
                : "Nothing of this file would go in, so it is not sent."}
            </p>
          )}
          {hint}
        </Notice>
      ) : (
        hint && (
          <Notice meaning="soon" title="Look whether it is read rightly.">
            {hint}
          </Notice>
        )
      )}
      {kind !== null && (
        <>
          <Facts
            facts={[
              ["Kind", kindWords[kind]],
              ["Columns found", list(columns.filter((c) => c.readAs).map(({ name }) => name))],
              ["Missing, not needed", list(absent)],
              ["Not read", list(columns.filter((c) => !c.readAs).map(({ name }) => name))],
              ["As of", asOf && formatFullTime(asOf, timeZone)],
              ["Read as", `${encodingWords[encoding]}, ${delimiterWords[delimiter]}s between`],
            ]}
          />
          <Remarks remarks={remarks} />
          <h3>How its first rows will be read</h3>
          {looked.rejected > 0 && (
            <p>
              <strong>{formatCount(looked.rejected)}</strong> of the first{" "}
              {plural(looked.rows, "row")} would not go in.
            </p>
          )}
          <FigureTable
            caption="First rows"
            wide
            columns={columnsOf(report, timeZone)}
            rows={rows}
            rowKey={({ line }) => String(line)}
            empty="It has no row below the header."
          />
        </>
      )}
    </>
  );
};
