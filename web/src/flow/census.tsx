import type { FlowDay } from "@throughline/shared/figures.ts";
import type { SiteSettings } from "@throughline/shared/site.ts";
import { type ReactNode, useMemo } from "react";
import { Chart } from "../ui/chart.tsx";
import { FigureTable } from "../ui/figure-table.tsx";
import { formatCount, formatTimesOfDay, plural } from "../ui/format.ts";
import { type Labelled, openingOf, trimToOpening } from "./trim-hours.ts";

const columns = [
  { name: "time", heading: "Time", value: (row: Labelled) => row.label },
  {
    name: "n",
    heading: "Inside",
    figure: true,
    value: (row: Labelled) => row.n,
    show: (row: Labelled) => formatCount(row.n),
  },
];

/** The instant with most visits inside, the first of them; undefined where nobody ever was. */
export const mostInside = (census: FlowDay["census"]): FlowDay["census"][number] | undefined =>
  census.reduce<FlowDay["census"][number] | undefined>(
    (most, point) => (point.n > (most?.n ?? 0) ? point : most),
    undefined,
  );

/** How many visits were inside, every quarter of an hour. */
export const Census = (props: { figures: FlowDay; settings: SiteSettings }): ReactNode => {
  const { census, day, timeZone } = props.figures;
  const points = useMemo(() => {
    const times = formatTimesOfDay(
      census.map(({ at }) => at),
      timeZone,
    );
    return trimToOpening(census, times, openingOf(day, props.settings));
  }, [census, day, timeZone, props.settings]);
  const labels = useMemo(() => points.map(({ label }) => label), [points]);
  const values = useMemo(() => points.map(({ n }) => n), [points]);
  const most = points.reduce<Labelled | undefined>(
    (found, point) => (point.n > (found?.n ?? 0) ? point : found),
    undefined,
  );
  const summary = most
    ? `Visits inside over the day: at most ${plural(most.n, "visit")}, at ${most.label}.`
    : "Visits inside over the day: none.";
  return (
    <div className="chart-and-table">
      <Chart kind="line" summary={summary} labels={labels} values={values} unit="inside" />
      <FigureTable
        caption="Visits inside, every quarter of an hour"
        columns={columns}
        rows={points}
        rowKey={({ label }) => label}
      />
    </div>
  );
};
