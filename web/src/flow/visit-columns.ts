import type { Column } from "../ui/figure-table.tsx";
import { formatCount, formatShare } from "../ui/format.ts";

/** How many of the visits a row counts, and which share of them that is. */
export const visitColumns = <Row extends { n: number }>(visits: number): Column<Row>[] => [
  {
    name: "n",
    heading: "Visits",
    figure: true,
    value: ({ n }) => n,
    show: ({ n }) => formatCount(n),
  },
  {
    name: "share",
    heading: "Share",
    figure: true,
    value: ({ n }) => n,
    show: ({ n }) => formatShare(visits ? n / visits : null),
  },
];
