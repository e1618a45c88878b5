import type { FlowDay, FlowRange } from "@throughline/shared/figures.ts";
import type { SiteSettings } from "@throughline/shared/site.ts";
import { type ReactNode, useMemo } from "react";
import { Chart } from "../ui/chart.tsx";
import { FigureTable } from "../ui/figure-table.tsx";
import { formatCount, formatTimesOfDay, plural } from "../ui/format.ts";
import { type Labelled, openingOf, trimToOpening } from "./trim-hours.ts";

const columns = [
  { name: "hour", heading: "Hour", value: (row: Labelled) => row.label },
  {
    name: "n",
    heading: "Arrivals",
    figure: true,
    value: (row: Labelled) => row.n,
    show: (row: Labelled) => formatCount(row.n),
  },
];

const summaryOf = (hours: readonly Labelled[]): string => {
  const busiest = hours.reduce<Labelled | undefined>(
    (most, hour) => (hour.n > (most?.n ?? 0) ? hour : most),
    undefined,
  );
  return busiest
    ? `Arrivals by hour: most at ${busiest.label}, ${plural(busiest.n, "visit")}.`
    : "Arrivals by hour: none.";
};

const Hours = ({ hours }: { hours: readonly Labelled[] }) => {
  const labels = useMemo(() => hours.map(({ label }) => label), [hours]);
  const values = useMemo(() => hours.map(({ n }) => n), [hours]);
  const unit = "arrivals";
  return (
    <div className="chart-and-table">
      <Chart kind="bar" summary={summaryOf(hours)} labels={labels} values={values} unit={unit} />
      <FigureTable
        caption="Arrivals by hour"
        columns={columns}
        rows={hours}
        rowKey={({ label }) => label}
      />
    </div>
  );
};

/** When visits began on one day, hour by hour: 23 to 25 of them. */
export const DayArrivals = (props: { figures: FlowDay; settings: SiteSettings }): ReactNode => {
  const { arrivals, day, timeZone } = props.figures;
  const hours = useMemo(() => {
    const starts = arrivals.map(({ startAt }) => startAt);
    const opening = openingOf(day, props.settings);
    return trimToOpening(arrivals, formatTimesOfDay(starts, timeZone), opening);
  }, [arrivals, day, timeZone, props.settings]);
  return <Hours hours={hours} />;
};

/** When visits began over many days, by hour of the day. */
export const RangeArrivals = ({ figures }: { figures: FlowRange }): ReactNode => {
  const byHour = figures.arrivalsByHour;
  const hours = useMemo(() => {
    const counts = Array.from({ length: 24 }, (_, hour) => ({
      startAt: "",
      n: byHour[String(hour)] ?? 0,
    }));
    const labels = counts.map((_, hour) => `${String(hour).padStart(2, "0")}:00`);
    return trimToOpening(counts, labels, null);
  }, [byHour]);
  return <Hours hours={hours} />;
};
