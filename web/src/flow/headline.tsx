import type { Figures, FlowDay, FlowRange } from "@throughline/shared/figures.ts";
import type { ReactNode } from "react";
import { FigureCard } from "../ui/figure-card.tsx";
import {
  formatCount,
  formatDuration,
  formatShare,
  formatTime,
  formatTotal,
  NOTHING,
  plural,
} from "../ui/format.ts";
import { Route } from "../ui/route.tsx";
import { mostInside } from "./census.tsx";

const Visits = ({ figures }: { figures: Figures }) => (
  <FigureCard label="Visits" figure={formatCount(figures.visits)}>
    <p>
      {formatCount(figures.completed)} completed, {formatCount(figures.abandoned)} abandoned,{" "}
      {formatCount(figures.open)} open
    </p>
    <p>{plural(figures.scans, "scan")}</p>
  </FigureCard>
);

const Stay = ({ durationSeconds, durationWithUnfinished }: Figures) => (
  <FigureCard label="Median stay" figure={formatDuration(durationSeconds.p50)}>
    <p>
      p90 {formatDuration(durationSeconds.p90)} (n = {formatCount(durationSeconds.n)})
    </p>
    <p>
      {formatDuration(durationWithUnfinished.p50)} with unfinished visits counted (n ={" "}
      {formatCount(durationWithUnfinished.n)})
    </p>
  </FigureCard>
);

const SlowestStep = ({ bottlenecks, transitions }: Figures) => {
  const worst = bottlenecks[0];
  if (!worst || worst.recoverableMinutes <= 0) {
    return (
      <FigureCard label="Slowest step" figure={NOTHING}>
        <p>The step with the most time to win</p>
      </FigureCard>
    );
  }
  const figures = transitions.find(
    ({ fromCode, toCode }) => fromCode === worst.fromCode && toCode === worst.toCode,
  );
  return (
    <FigureCard label="Slowest step" figure={formatDuration(figures?.p50Seconds)}>
      <p className="figure-step">
        <Route names={[worst.from, worst.to]} />
      </p>
      <p>
        Median (n = {formatCount(worst.n)}), {formatTotal(worst.recoverableMinutes)} to win
      </p>
    </FigureCard>
  );
};

const Inside = ({ figures, isToday }: { figures: FlowDay; isToday: boolean }) => {
  const most = mostInside(figures.census);
  const peak = most && `${formatCount(most.n)} at ${formatTime(most.at, figures.timeZone)}`;
  if (!isToday || figures.inside === null) {
    return (
      <FigureCard label="Most inside at once" figure={most ? formatCount(most.n) : NOTHING}>
        {most && <p>at {formatTime(most.at, figures.timeZone)}</p>}
      </FigureCard>
    );
  }
  const earlier = figures.inside - figures.open;
  return (
    <FigureCard label="Inside now" figure={formatCount(figures.inside)}>
      <p>Visits that have not finished</p>
      {earlier > 0 && <p>{formatCount(earlier)} of them began before today</p>}
      {peak && <p>Most today: {peak}</p>}
    </FigureCard>
  );
};

const Busiest = ({ days, completed, visits }: FlowRange) => {
  const counted = days.filter((day) => day.visits > 0).length;
  return (
    <FigureCard
      label="Visits per day"
      figure={counted ? formatCount(Math.round(visits / counted)) : NOTHING}
    >
      <p>
        Mean of {plural(counted, "day")} with visits, of {formatCount(days.length)}
      </p>
      <p>{formatShare(visits ? completed / visits : null)} completed</p>
    </FigureCard>
  );
};

/** The figures that a meeting begins with. */
export const DayHeadline = ({
  figures,
  isToday,
}: {
  figures: FlowDay;
  isToday: boolean;
}): ReactNode => (
  <div className="headline">
    <Visits figures={figures} />
    <Stay {...figures} />
    <Inside figures={figures} isToday={isToday} />
    <SlowestStep {...figures} />
  </div>
);

/** The same for a range of days, where nobody is inside now. */
export const RangeHeadline = ({ figures }: { figures: FlowRange }): ReactNode => (
  <div className="headline">
    <Visits figures={figures} />
    <Stay {...figures} />
    <Busiest {...figures} />
    <SlowestStep {...figures} />
  </div>
);
