import type { HiddenFigures, HiddenFlowRange } from "@throughline/shared/hidden-figures.ts";
import type { ReactNode } from "react";
import { type Column, FigureTable } from "../../ui/figure-table.tsx";
import {
  formatCount,
  formatDay,
  formatDuration,
  formatShare,
  formatTold,
  formatTotal,
  HIDDEN,
  NOTHING,
} from "../../ui/format.ts";
import { Route } from "../../ui/route.tsx";
import { type HeadlineLine, headlineLines } from "./headline-lines.ts";

/** Tables of figures whose small counts are hidden, for paper and for others. */

const text = <Row,>(name: keyof Row & string, heading: string): Column<Row> => ({
  name,
  heading,
  value: (row) => String(row[name]),
});

const figure = <Row,>(name: string, heading: string, show: (row: Row) => string): Column<Row> => ({
  name,
  heading,
  figure: true,
  value: show,
});

export const Headline = (props: {
  now: HiddenFigures;
  nowName: string;
  before?: HiddenFigures | undefined;
  beforeName?: string;
}): ReactNode => {
  const { now, nowName, before, beforeName = "" } = props;
  const columns: Column<HeadlineLine>[] = [
    text("name", "Figure"),
    figure("now", nowName, (line) => line.now),
    ...(before
      ? [
          figure<HeadlineLine>("before", beforeName, (line) => line.before),
          figure<HeadlineLine>("difference", "Difference", ({ difference }) => difference),
        ]
      : []),
  ];
  return (
    <FigureTable
      caption="Headline figures"
      columns={columns}
      rows={headlineLines(now, before)}
      rowKey={({ name }) => name}
    />
  );
};

type Step = HiddenFigures["transitions"][number];

const stepColumns: Column<Step>[] = [
  {
    name: "step",
    heading: "Step",
    value: ({ from, to }) => `${from} → ${to}`,
    show: ({ from, to }) => <Route names={[from, to]} />,
  },
  figure("n", "n", ({ n }) => formatTold(n)),
  figure("p50", "Median", ({ p50Seconds }) => formatDuration(p50Seconds)),
  figure("p90", "p90", ({ p90Seconds }) => formatDuration(p90Seconds)),
];

const targetColumns: Column<Step>[] = [
  figure("target", "Target", ({ targetSeconds }) => formatDuration(targetSeconds)),
  figure("within", "Within target", ({ targetSeconds, withinTarget }) =>
    targetSeconds === undefined ? NOTHING : withinTarget ? formatShare(withinTarget.share) : HIDDEN,
  ),
  figure("wanted", "Wanted", ({ withinTarget }) => formatShare(withinTarget?.minShare ?? null)),
];

/** The steps with their times, and what met a target where one of them has one. */
export const Steps = ({ steps, caption }: { steps: Step[]; caption: string }): ReactNode => {
  const hasTargets = steps.some(({ targetSeconds }) => targetSeconds !== undefined);
  return (
    <FigureTable
      caption={caption}
      columns={hasTargets ? [...stepColumns, ...targetColumns] : stepColumns}
      rows={steps}
      rowKey={({ fromCode, toCode }) => `${fromCode} ${toCode}`}
      empty="No step was made by 11 visits or more."
    />
  );
};

type Bottleneck = HiddenFigures["bottlenecks"][number];

/** The steps with the most time to win. */
export const SlowestSteps = (props: { figures: HiddenFigures; most: number }): ReactNode => {
  const { bottlenecks, transitions } = props.figures;
  const medians = new Map(
    transitions.map((row) => [`${row.fromCode} ${row.toCode}`, row.p50Seconds]),
  );
  const columns: Column<Bottleneck>[] = [
    {
      name: "step",
      heading: "Step",
      value: ({ from, to }) => `${from} → ${to}`,
      show: ({ from, to }) => <Route names={[from, to]} />,
    },
    figure("recoverable", "Time to win", (row) => formatTotal(row.recoverableMinutes ?? 0)),
    figure("median", "Median", ({ fromCode, toCode }) =>
      formatDuration(medians.get(`${fromCode} ${toCode}`)),
    ),
    figure("n", "n", ({ n }) => formatTold(n)),
    figure(
      "reference",
      "Compared with",
      (row) => `${formatDuration(row.referenceSeconds)} (${row.reference})`,
    ),
  ];
  return (
    <FigureTable
      caption="Steps by the time to win"
      columns={columns}
      rows={bottlenecks.filter((row) => (row.recoverableMinutes ?? 0) > 0).slice(0, props.most)}
      rowKey={({ fromCode, toCode }) => `${fromCode} ${toCode}`}
      empty="No step that is shown takes longer than its reference."
    />
  );
};

type Day = HiddenFlowRange["days"][number];

const dayColumns: Column<Day>[] = [
  { name: "day", heading: "Day", value: ({ day }) => formatDay(day) },
  figure("visits", "Visits", ({ visits }) => formatTold(visits)),
  figure("p50", "Median stay", ({ visits, p50Seconds }) =>
    visits === null ? HIDDEN : formatDuration(p50Seconds),
  ),
];

export const Days = ({ days }: { days: Day[] }): ReactNode => (
  <FigureTable
    caption="Visits per day"
    columns={dayColumns}
    rows={days}
    rowKey={({ day }) => day}
  />
);

type Station = HiddenFigures["steps"][number] & {
  dwell: HiddenFigures["dwell"][number] | undefined;
};

const stationColumns: Column<Station>[] = [
  text("station", "Station"),
  figure("visits", "Visits", ({ visits }) => formatTold(visits)),
  figure("missed", "Missed", ({ missed }) => formatTold(missed)),
  figure("repeated", "Repeated", ({ repeated }) => formatTold(repeated)),
  figure("n", "Went on", ({ dwell }) => (dwell ? formatTold(dwell.n) : formatCount(0))),
  figure("p50", "Median until the next scan", ({ dwell }) =>
    dwell?.n === null ? HIDDEN : formatDuration(dwell?.p50Seconds),
  ),
];

export const Stations = ({ figures }: { figures: HiddenFigures }): ReactNode => {
  const dwellOf = new Map(figures.dwell.map((row) => [row.code, row]));
  return (
    <FigureTable
      caption="Stations"
      columns={stationColumns}
      rows={figures.steps.map((step) => ({ ...step, dwell: dwellOf.get(step.code) }))}
      rowKey={({ code }) => code}
    />
  );
};

type Reason = HiddenFigures["reasons"][number];

export const Reasons = ({ figures }: { figures: HiddenFigures }): ReactNode => {
  const { visits, reasons } = figures;
  const columns: Column<Reason>[] = [
    {
      name: "reason",
      heading: "Reason",
      value: ({ code, label }) => (code === "" ? "None given" : label),
    },
    figure("n", "Visits", ({ n }) => formatTold(n)),
    figure("share", "Share", ({ n }) =>
      n === null || visits === null ? HIDDEN : formatShare(visits ? n / visits : null),
    ),
  ];
  return (
    <FigureTable
      caption="Reasons for visit"
      columns={columns}
      rows={reasons}
      rowKey={({ code }) => code}
      empty="No reason has been given yet."
    />
  );
};

type Path = HiddenFigures["paths"][number];

const pathColumns: Column<Path>[] = [
  {
    name: "path",
    heading: "Path",
    value: ({ stations }) => stations.join(" → "),
    show: ({ stations }) => <Route names={stations} />,
  },
  figure("n", "Visits", ({ n }) => formatTold(n)),
];

export const Paths = ({ figures }: { figures: HiddenFigures }): ReactNode => (
  <FigureTable
    caption="Paths through the stations"
    columns={pathColumns}
    rows={figures.paths}
    rowKey={({ codes }) => codes.join(" ")}
    empty="No path was taken by 11 visits or more."
  />
);
