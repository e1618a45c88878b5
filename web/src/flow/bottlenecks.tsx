import type { Figures } from "@throughline/shared/figures.ts";
import type { ReactNode } from "react";
import { type Column, FigureTable } from "../ui/figure-table.tsx";
import { formatCount, formatDuration, formatTotal } from "../ui/format.ts";

type Bottleneck = Figures["bottlenecks"][number];

const columns = (largest: number): Column<Bottleneck>[] => [
  { name: "step", heading: "Step", value: ({ from, to }) => `${from} → ${to}` },
  {
    name: "recoverable",
    heading: "Time to win",
    figure: true,
    value: ({ recoverableMinutes }) => recoverableMinutes,
    show: ({ recoverableMinutes }) => (
      <span className="share">
        <meter
          className="share-bar"
          min={0}
          max={Math.max(largest, 1)}
          value={recoverableMinutes}
          aria-hidden="true"
        />
        {formatTotal(recoverableMinutes)}
      </span>
    ),
  },
  { name: "n", heading: "n", figure: true, value: ({ n }) => n, show: ({ n }) => formatCount(n) },
  {
    name: "reference",
    heading: "Compared with",
    figure: true,
    value: ({ referenceSeconds }) => referenceSeconds,
    show: ({ reference, referenceSeconds }) =>
      `${formatDuration(referenceSeconds)} (${reference === "target" ? "target" : "own p25"})`,
  },
];

/** Where patients' time could be won back, the most first. */
export const Bottlenecks = ({ bottlenecks }: Pick<Figures, "bottlenecks">): ReactNode => (
  <>
    <p className="quiet">
      The patients’ hours that would be won if nobody took longer for a step than its target, or,
      without a target, than the fastest quarter takes now.
    </p>
    <FigureTable
      caption="Steps by the time to win"
      columns={columns(bottlenecks[0]?.recoverableMinutes ?? 0)}
      rows={bottlenecks.filter(({ recoverableMinutes }) => recoverableMinutes > 0)}
      rowKey={({ fromCode, toCode }) => `${fromCode} ${toCode}`}
      empty="No step takes longer than its reference yet."
    />
  </>
);
