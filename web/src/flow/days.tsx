import type { FlowRange } from "@throughline/shared/figures.ts";
import { type ReactNode, useMemo } from "react";
import { Chart } from "../ui/chart.tsx";
import { type Column, FigureTable } from "../ui/figure-table.tsx";
import { formatCount, formatDay, formatDuration, formatShortDay, plural } from "../ui/format.ts";

type Day = FlowRange["days"][number];

const count = (name: string, heading: string, value: (row: Day) => number): Column<Day> => ({
  name,
  heading,
  figure: true,
  value,
  show: (row) => formatCount(value(row)),
});

const columns = (hrefOf: (day: string) => string): Column<Day>[] => [
  {
    name: "day",
    heading: "Day",
    value: ({ day }) => day,
    show: ({ day, provisional }) => (
      <>
        <a href={hrefOf(day)}>{formatDay(day)}</a>
        {provisional && <span className="quiet"> provisional</span>}
      </>
    ),
  },
  count("visits", "Visits", ({ visits }) => visits),
  count("completed", "Completed", ({ completed }) => completed),
  count("abandoned", "Abandoned", ({ abandoned }) => abandoned),
  count("open", "Open", ({ open }) => open),
  {
    name: "p50",
    heading: "Median stay",
    figure: true,
    value: ({ p50Seconds }) => p50Seconds,
    show: ({ p50Seconds }) => formatDuration(p50Seconds),
  },
];

interface Props {
  days: FlowRange["days"];
  /** The address of a day's own page. */
  hrefOf: (day: string) => string;
}

/** The days of a range, one by one. */
export const Days = ({ days, hrefOf }: Props): ReactNode => {
  const labels = useMemo(() => days.map(({ day }) => formatShortDay(day)), [days]);
  const values = useMemo(() => days.map(({ visits }) => visits), [days]);
  const most = Math.max(0, ...values);
  return (
    <div className="chart-and-table chart-and-wide-table">
      <Chart
        kind="bar"
        summary={`Visits per day: at most ${plural(most, "visit")}.`}
        labels={labels}
        values={values}
        unit="visits"
      />
      <FigureTable
        caption="Days of the range"
        columns={columns(hrefOf)}
        rows={days}
        rowKey={({ day }) => day}
      />
    </div>
  );
};
