import type { Figures, TransitionFigures } from "@throughline/shared/figures.ts";
import type { ReactNode } from "react";
import { type Column, FigureTable } from "../ui/figure-table.tsx";
import { formatCount, formatDuration, formatShare } from "../ui/format.ts";
import { readSort, type Sort } from "../ui/sort.ts";

const seconds = (
  name: string,
  heading: string,
  value: (row: TransitionFigures) => number | null,
): Column<TransitionFigures> => ({
  name,
  heading,
  figure: true,
  value,
  show: (row) => formatDuration(value(row)),
});

const columns: Column<TransitionFigures>[] = [
  { name: "from", heading: "From", value: ({ from }) => from },
  { name: "to", heading: "To", value: ({ to }) => to },
  { name: "n", heading: "n", figure: true, value: ({ n }) => n, show: ({ n }) => formatCount(n) },
  seconds("mean", "Mean", ({ meanSeconds }) => meanSeconds),
  seconds("min", "Shortest", ({ minSeconds }) => minSeconds),
  seconds("p50", "Median", ({ p50Seconds }) => p50Seconds),
  seconds("p90", "p90", ({ p90Seconds }) => p90Seconds),
  seconds("max", "Longest", ({ maxSeconds }) => maxSeconds),
];

/** Only where the site has targets for some of the steps. */
const targetColumns: Column<TransitionFigures>[] = [
  seconds("target", "Target", ({ targetSeconds }) => targetSeconds ?? null),
  {
    name: "within",
    heading: "Within target",
    figure: true,
    value: ({ withinTarget }) => withinTarget?.share ?? null,
    show: ({ withinTarget }) => formatShare(withinTarget?.share ?? null),
  },
];

/** The table's order as an address names it; the most frequent first where it names none. */
export const readTransitionSort = (text: string | null): Sort =>
  readSort(
    text,
    [...columns, ...targetColumns].map(({ name }) => name),
  ) ?? { column: "n", descending: true };

interface Props {
  transitions: Figures["transitions"];
  sort: Sort;
  onSort: (sort: Sort) => void;
}

/** How long patients take from one station to the next. */
export const Transitions = ({ transitions, sort, onSort }: Props): ReactNode => (
  <FigureTable
    caption="Time from station to station"
    columns={
      transitions.some(({ withinTarget }) => withinTarget)
        ? [...columns, ...targetColumns]
        : columns
    }
    rows={transitions}
    rowKey={({ fromCode, toCode }) => `${fromCode} ${toCode}`}
    sort={sort}
    onSort={onSort}
    empty="Nobody has gone from one station to another yet."
  />
);
