import type { Figures } from "@throughline/shared/figures.ts";
import { type ReactNode, useState } from "react";
import { type Column, FigureTable } from "../ui/figure-table.tsx";
import { formatCount, formatDuration, formatTotal } from "../ui/format.ts";
import { Route } from "../ui/route.tsx";

type Bottleneck = Figures["bottlenecks"][number];

const columns = (largest: number): Column<Bottleneck>[] => [
  {
    name: "step",
    heading: "Step",
    value: ({ from, to }) => `${from} → ${to}`,
    show: ({ from, to }) => <Route names={[from, to]} />,
  },
  {
    name: "recoverable",
    heading: "Time to win",
    figure: true,
    value: ({ recoverableMinutes }) => recoverableMinutes,
    show: ({ recoverableMinutes }) => (
      <span className="share">
        <span className="share-bar" aria-hidden="true">
          <span style={{ inlineSize: `${(100 * recoverableMinutes) / largest}%` }} />
        </span>
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
    show: ({ reference, referenceSeconds }) => `${formatDuration(referenceSeconds)} (${reference})`,
  },
];

const FIRST_SHOWN = 10;

/** Where patients' time could be won back, the most first. */
export const Bottlenecks = ({ bottlenecks }: Pick<Figures, "bottlenecks">): ReactNode => {
  const [all, setAll] = useState(false);
  const worth = bottlenecks.filter(({ recoverableMinutes }) => recoverableMinutes > 0);
  return (
    <>
      <p className="quiet">
        What patients would win in all if nobody took longer for a step than its target. A step
        without a target is compared with its own fastest quarter (p25).
      </p>
      <FigureTable
        caption="Steps by the time to win"
        columns={columns(worth[0]?.recoverableMinutes ?? 1)}
        rows={all ? worth : worth.slice(0, FIRST_SHOWN)}
        rowKey={({ fromCode, toCode }) => `${fromCode} ${toCode}`}
        empty="No step takes longer than its reference yet."
      />
      {worth.length > FIRST_SHOWN && (
        <p>
          <button type="button" className="button" onClick={() => setAll(!all)}>
            {all ? `Show the first ${FIRST_SHOWN}` : `Show all ${worth.length}`}
          </button>
        </p>
      )}
    </>
  );
};
