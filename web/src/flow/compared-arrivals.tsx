import type { FlowDay, FlowRange } from "@throughline/shared/figures.ts";
import { type ReactNode, useMemo } from "react";
import { Chart } from "../ui/chart.tsx";
import { FigureTable } from "../ui/figure-table.tsx";
import { formatCount } from "../ui/format.ts";
import { rangeWorthDrawing } from "./trim-hours.ts";

type Period = FlowDay | FlowRange;

/** Days of the period on which there were visits, the ones that a mean per day is taken over. */
export const countDaysWithVisits = (figures: Period): number =>
  "days" in figures
    ? figures.days.filter(({ visits }) => visits > 0).length
    : Math.min(1, figures.visits);

/** Visits by hour of their arrival, per day with visits, rounded to a tenth. */
const meanByHour = (figures: Period) => {
  const days = Math.max(1, countDaysWithVisits(figures));
  return Array.from(
    { length: 24 },
    (_, hour) => Math.round(((figures.arrivalsByHour[String(hour)] ?? 0) / days) * 10) / 10,
  );
};

interface Row {
  label: string;
  now: number;
  before: number;
}

const columns = (unit: string) => [
  { name: "hour", heading: "Hour", value: ({ label }: Row) => label },
  {
    name: "now",
    heading: unit,
    figure: true,
    value: ({ now }: Row) => now,
    show: ({ now }: Row) => formatCount(now),
  },
  {
    name: "before",
    heading: "Before",
    figure: true,
    value: ({ before }: Row) => before,
    show: ({ before }: Row) => formatCount(before),
  },
];

/** When visits began in two periods, hour by hour; filled bars are now, outlined ones before. */
export const ComparedArrivals = ({
  now,
  before,
  caption,
}: {
  now: Period;
  before: Period;
  caption: string;
}): ReactNode => {
  const rows = useMemo(() => {
    const [means, meansBefore] = [meanByHour(now), meanByHour(before)];
    const points = means.map((mean, hour) => ({
      n: mean + (meansBefore[hour] as number),
      minutes: hour * 60,
    }));
    const { first, last } = rangeWorthDrawing(points, null);
    return means.slice(first, last + 1).map(
      (mean, index): Row => ({
        label: `${String(first + index).padStart(2, "0")}:00`,
        now: mean,
        before: meansBefore[first + index] as number,
      }),
    );
  }, [now, before]);
  const labels = useMemo(() => rows.map(({ label }) => label), [rows]);
  const values = useMemo(() => rows.map((row) => row.now), [rows]);
  const valuesBefore = useMemo(() => rows.map((row) => row.before), [rows]);
  const unit =
    Math.max(countDaysWithVisits(now), countDaysWithVisits(before)) > 1 ? "Per day" : "Arrivals";
  return (
    <>
      <p className="quiet">
        Arrivals by hour{unit === "Per day" && ", mean per day with visits"}: filled bars are now,
        outlined ones before.
      </p>
      <div className="chart-and-table">
        <Chart
          kind="bar"
          summary={caption}
          labels={labels}
          values={values}
          before={valuesBefore}
          unit="arrivals"
        />
        <FigureTable
          caption={caption}
          columns={columns(unit)}
          rows={rows}
          rowKey={({ label }) => label}
        />
      </div>
    </>
  );
};
