import type { Figures } from "@throughline/shared/figures.ts";
import type { ReactNode } from "react";
import { type Column, FigureTable } from "../ui/figure-table.tsx";
import { formatCount, formatDuration } from "../ui/format.ts";

type Step = Figures["steps"][number];
type Row = Step & { dwell: Figures["dwell"][number] | undefined };

const columns: Column<Row>[] = [
  { name: "station", heading: "Station", value: ({ station }) => station },
  {
    name: "visits",
    heading: "Visits",
    figure: true,
    value: ({ visits }) => visits,
    show: ({ visits }) => formatCount(visits),
  },
  {
    name: "p50",
    heading: "Median until the next scan",
    figure: true,
    value: ({ dwell }) => dwell?.p50Seconds ?? null,
    show: ({ dwell }) => formatDuration(dwell?.p50Seconds),
  },
  {
    name: "p90",
    heading: "p90",
    figure: true,
    value: ({ dwell }) => dwell?.p90Seconds ?? null,
    show: ({ dwell }) => formatDuration(dwell?.p90Seconds),
  },
  {
    name: "n",
    heading: "n",
    figure: true,
    value: ({ dwell }) => dwell?.n ?? 0,
    show: ({ dwell }) => formatCount(dwell?.n ?? 0),
  },
  {
    name: "missed",
    heading: "Missed",
    figure: true,
    value: ({ missed }) => missed,
    show: ({ missed }) => formatCount(missed),
  },
  {
    name: "repeated",
    heading: "Repeated",
    figure: true,
    value: ({ repeated }) => repeated,
    show: ({ repeated }) => formatCount(repeated),
  },
];

/** Per station: how long until the next scan, and who missed or repeated it. */
export const Stations = ({ steps, dwell }: Pick<Figures, "steps" | "dwell">): ReactNode => {
  const dwellOf = new Map(dwell.map((figures) => [figures.code, figures]));
  const known = new Set(steps.map(({ code }) => code));
  const withoutStep = dwell
    .filter(({ code }) => !known.has(code))
    .map(({ station, code, n }) => ({ station, code, visits: n, missed: 0, repeated: 0 }));
  const rows = [...steps, ...withoutStep].map((step) => ({
    ...step,
    dwell: dwellOf.get(step.code),
  }));
  return (
    <>
      <p className="quiet">
        Missed: completed visits that never passed the station. Repeated: visits that came again.
      </p>
      <FigureTable
        caption="Stations"
        columns={columns}
        rows={rows}
        rowKey={({ code }) => code}
        empty="No station has been scanned yet."
      />
    </>
  );
};
