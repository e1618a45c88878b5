import type { AlertFigures } from "@throughline/shared/ward-api.ts";
import { type ReactNode, useMemo } from "react";
import { Chart } from "../ui/chart.tsx";
import { type Column, FigureTable } from "../ui/figure-table.tsx";
import { formatCount, formatDay, formatShortDay, plural } from "../ui/format.ts";

type Day = AlertFigures["perDay"][number];

const count = (name: keyof Omit<Day, "day">, heading: string): Column<Day> => ({
  name,
  heading,
  figure: true,
  value: (day) => day[name],
  show: (day) => formatCount(day[name]),
});

const columns: Column<Day>[] = [
  { name: "day", heading: "Day", value: ({ day }) => day, show: ({ day }) => formatDay(day) },
  count("overdueAtEnd", "Over at its end"),
  count("opened", "Opened"),
  count("closed", "Closed"),
];

/** How many patients were over their threshold, and how many alerts opened, on each day. */
export const PerDay = ({ days }: { days: readonly Day[] }): ReactNode => {
  const labels = useMemo(() => days.map(({ day }) => formatShortDay(day)), [days]);
  const overdue = useMemo(() => days.map(({ overdueAtEnd }) => overdueAtEnd), [days]);
  const opened = useMemo(() => days.map((day) => day.opened), [days]);
  return (
    <div className="chart-and-table chart-and-wide-table">
      <div className="tall-charts">
        <h3>Over their threshold at the end of the day</h3>
        <Chart
          kind="bar"
          summary={`Patients over their threshold at the end of each day: at most ${formatCount(Math.max(0, ...overdue))}.`}
          labels={labels}
          values={overdue}
          unit="patients"
        />
        <h3>Alerts opened</h3>
        <Chart
          kind="bar"
          summary={`Alerts opened per day: at most ${plural(Math.max(0, ...opened), "alert")}.`}
          labels={labels}
          values={opened}
          unit="alerts"
        />
      </div>
      <div className="tall-table">
        <FigureTable
          caption="Alerts day by day"
          columns={columns}
          rows={days.toReversed()}
          rowKey={({ day }) => day}
          empty="Nothing is known of these days."
        />
      </div>
    </div>
  );
};
