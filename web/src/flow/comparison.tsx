import {
  type ComparedStep,
  compareSteps,
  differenceOf,
} from "@throughline/shared/analytics/compare-figures.ts";
import type { FlowDay, FlowRange } from "@throughline/shared/figures.ts";
import { type ReactNode, useState } from "react";
import type { AnswerState } from "../cache/use-answer.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { type Column, FigureTable } from "../ui/figure-table.tsx";
import {
  formatCount,
  formatDay,
  formatDuration,
  formatShare,
  formatSigned,
  NOTHING,
  plural,
} from "../ui/format.ts";
import { Route } from "../ui/route.tsx";
import { Section } from "../ui/section.tsx";
import { ComparedArrivals, countDaysWithVisits } from "./compared-arrivals.tsx";
import type { Period } from "./compared-period.ts";
import { type HeadlineLine, headlineLines } from "./printed/headline-lines.ts";

interface Props {
  now: FlowDay | FlowRange;
  /** The other period's answer as far as it is known. */
  state: AnswerState<FlowRange>;
  periods: [now: Period, before: Period];
  today: string;
}

const nameOf = ({ from, to }: Period) =>
  from === to ? formatDay(from) : `${formatDay(from)} to ${formatDay(to)}`;

/** Two periods side by side: each figure with its n, and what lies between them. */
export const Comparison = ({ now, state, periods, today }: Props): ReactNode => {
  const [name, beforeName] = [nameOf(periods[0]), nameOf(periods[1])];
  const { known, failure } = state;
  return (
    <div className="comparison">
      <Section title={`Compared with ${beforeName}`} wide>
        {failure && (
          <FailureNotice
            failure={failure}
            onRetry={state.reload}
            {...(known && { kept: "The last known figures of these days are below." })}
          />
        )}
        {state.loading && <p className="quiet">Loading the figures of these days…</p>}
        {known && periods.some(({ to }) => to >= today) && (
          <p className="quiet">Today is not over yet, so its counts still grow.</p>
        )}
        {known && (
          <>
            <FigureTable
              caption={`${name} compared with ${beforeName}`}
              columns={lineColumns(name, beforeName)}
              rows={compareLines(now, known.value)}
              rowKey={(line) => line.name}
            />
            <ComparedArrivals
              now={now}
              before={known.value}
              caption={`Arrivals by hour: ${name} compared with ${beforeName}`}
            />
            <Steps
              caption={`Steps: ${name} compared with ${beforeName}`}
              steps={compareSteps(now, known.value)}
            />
          </>
        )}
      </Section>
    </div>
  );
};

const withN = (text: string, n: number) => `${text} (n = ${formatCount(n)})`;

const perDay = (figures: FlowDay | FlowRange) => {
  const days = countDaysWithVisits(figures);
  return days === 0 ? null : figures.visits / days;
};

/** Periods of several days may differ in length, so their visits per day stand beside. */
const compareLines = (now: FlowDay | FlowRange, before: FlowRange): HeadlineLine[] => {
  const oneDayEach = !("days" in now && now.days.length > 1) && before.days.length === 1;
  const lines = headlineLines(now, before);
  return oneDayEach ? lines : [...lines.slice(0, 1), visitsPerDay(now, before), ...lines.slice(1)];
};

const visitsPerDay = (now: FlowDay | FlowRange, before: FlowRange): HeadlineLine => {
  const round = (mean: number) => formatCount(Math.round(mean * 10) / 10);
  const text = (figures: FlowDay | FlowRange) => {
    const mean = perDay(figures);
    return mean === null
      ? NOTHING
      : `${round(mean)} (${plural(countDaysWithVisits(figures), "day")} with visits)`;
  };
  return {
    name: "Visits per day",
    now: text(now),
    before: text(before),
    difference: formatSigned(differenceOf(perDay(now), perDay(before)), round),
  };
};

const lineColumns = (nowName: string, beforeName: string): Column<HeadlineLine>[] => [
  { name: "name", heading: "Figure", value: ({ name }) => name },
  { name: "now", heading: nowName, figure: true, value: ({ now }) => now },
  { name: "before", heading: beforeName, figure: true, value: ({ before }) => before },
  {
    name: "difference",
    heading: "Difference",
    figure: true,
    value: ({ difference }) => difference,
  },
];

/** The steps of most people; the rest on demand. */
const FIRST_SHOWN = 10;

const Steps = ({ caption, steps }: { caption: string; steps: ComparedStep[] }) => {
  const [all, setAll] = useState(false);
  const hasTargets = steps.some(({ now, before }) => now?.withinTarget ?? before?.withinTarget);
  return (
    <>
      <FigureTable
        caption={caption}
        columns={hasTargets ? [...stepColumns, ...targetColumns] : stepColumns}
        rows={all ? steps : steps.slice(0, FIRST_SHOWN)}
        rowKey={({ fromCode, toCode }) => `${fromCode} ${toCode}`}
        empty="Nobody went from one station to another in either period."
      />
      {steps.length > FIRST_SHOWN && (
        <p>
          <button type="button" className="button" onClick={() => setAll(!all)}>
            {all ? `Show the first ${FIRST_SHOWN}` : `Show all ${steps.length}`}
          </button>
        </p>
      )}
    </>
  );
};

const median = (step: ComparedStep["now"]) =>
  step ? withN(formatDuration(step.p50Seconds), step.n) : NOTHING;

const share = (step: ComparedStep["now"]) =>
  step?.withinTarget ? withN(formatShare(step.withinTarget.share), step.n) : NOTHING;

const stepColumns: Column<ComparedStep>[] = [
  {
    name: "step",
    heading: "Step",
    value: ({ from, to }) => `${from} → ${to}`,
    show: ({ from, to }) => <Route names={[from, to]} />,
  },
  { name: "now", heading: "Median", figure: true, value: ({ now }) => median(now) },
  { name: "before", heading: "Median before", figure: true, value: ({ before }) => median(before) },
  {
    name: "difference",
    heading: "Difference",
    figure: true,
    value: ({ differenceSeconds }) => formatSigned(differenceSeconds, formatDuration),
  },
];

const targetColumns: Column<ComparedStep>[] = [
  { name: "within", heading: "Within target", figure: true, value: ({ now }) => share(now) },
  {
    name: "within-before",
    heading: "Within target before",
    figure: true,
    value: ({ before }) => share(before),
  },
];
