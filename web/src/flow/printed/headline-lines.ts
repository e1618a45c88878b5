import { differenceOf } from "@throughline/shared/analytics/compare-figures.ts";
import type { HiddenFigures } from "@throughline/shared/hidden-figures.ts";
import {
  formatDuration,
  formatShare,
  formatSigned,
  formatTold,
  HIDDEN,
  NOTHING,
} from "../../ui/format.ts";

/** One headline figure with its n, beside that of another period. */
export interface HeadlineLine {
  name: string;
  now: string;
  before: string;
  difference: string;
}

interface Figure {
  name: string;
  value: (figures: HiddenFigures) => number | null;
  /** What it rests on; null where that is hidden. */
  n?: (figures: HiddenFigures) => number | null;
  write: (value: number) => string;
  writeDifference?: (value: number) => string;
}

const writePoints = (share: number) => `${Math.round(share * 100)} points`;

const headline: readonly Figure[] = [
  { name: "Visits", value: ({ visits }) => visits, write: formatTold },
  {
    name: "Completed",
    value: ({ completed, visits }) => (visits && completed !== null ? completed / visits : null),
    n: ({ completed, visits }) => (completed === null ? null : visits),
    write: formatShare,
    writeDifference: writePoints,
  },
  {
    name: "Median stay",
    value: ({ durationSeconds }) => durationSeconds.p50,
    n: ({ durationSeconds }) => durationSeconds.n,
    write: formatDuration,
  },
  {
    name: "Stay of nine in ten (p90)",
    value: ({ durationSeconds }) => durationSeconds.p90,
    n: ({ durationSeconds }) => durationSeconds.n,
    write: formatDuration,
  },
];

const writeFigure = ({ value, n, write }: Figure, figures: HiddenFigures): string => {
  const rests = n ? n(figures) : value(figures);
  if (rests === null) return HIDDEN;
  const found = value(figures);
  if (found === null) return NOTHING;
  return n ? `${write(found)} (n = ${formatTold(rests)})` : write(found);
};

/** The figures that a meeting begins with. A difference is told where both its sides are. */
export const headlineLines = (now: HiddenFigures, before?: HiddenFigures): HeadlineLine[] =>
  headline.map((figure) => {
    const { name, value, write, writeDifference = write } = figure;
    const difference = before ? differenceOf(value(now), value(before)) : null;
    return {
      name,
      now: writeFigure(figure, now),
      before: before ? writeFigure(figure, before) : NOTHING,
      difference: formatSigned(difference, writeDifference),
    };
  });
