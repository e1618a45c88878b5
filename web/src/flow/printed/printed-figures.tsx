import {
  hideSmallCellsOfDay,
  hideSmallCellsOfRange,
} from "@throughline/shared/analytics/hide-small-cells.ts";
import type { FlowDay, FlowRange } from "@throughline/shared/figures.ts";
import type { Station } from "@throughline/shared/station.ts";
import { type ReactNode, useMemo } from "react";
import { formatDay, plural } from "../../ui/format.ts";
import { Section } from "../../ui/section.tsx";
import type { Period } from "../compared-period.ts";
import { HourBars } from "./hour-bars.tsx";
import "./printed.css";
import { qualityLine } from "./quality-line.ts";
import { Days, Headline, Paths, Reasons, SlowestSteps, Stations, Steps } from "./tables.tsx";

export const hiddenNote =
  "Counts of 1 to 10 visits are hidden, and with them whatever they could be told from.";

export const nameOfPeriod = ({ from, to }: Period): string =>
  from === to ? formatDay(from) : `${formatDay(from)} to ${formatDay(to)}`;

const periodOf = (figures: FlowDay | FlowRange): Period =>
  "days" in figures ? figures : { from: figures.day, to: figures.day };

interface Props {
  figures: FlowDay | FlowRange;
  before: FlowRange | undefined;
  stations: readonly Station[];
}

/** The dashboard as it stands on paper: everything in tables, small counts hidden. */
export const PrintedFigures = ({ figures, before, stations }: Props): ReactNode => {
  const told = useMemo(
    () =>
      "days" in figures
        ? hideSmallCellsOfRange(figures, stations)
        : hideSmallCellsOfDay(figures, stations),
    [figures, stations],
  );
  const toldBefore = useMemo(
    () => before && hideSmallCellsOfRange(before, stations),
    [before, stations],
  );
  const leftOut = figures.transitions.length - told.transitions.length;
  return (
    <div className="printed">
      <p>
        {hiddenNote}
        {leftOut > 0 && ` ${plural(leftOut, "step is", "steps are")} left out for it.`}
      </p>
      <Section title="Headline">
        <Headline
          now={told}
          nowName={nameOfPeriod(periodOf(figures))}
          before={toldBefore}
          beforeName={before ? nameOfPeriod(before) : ""}
        />
      </Section>
      {"days" in told && (
        <Section title="Visits per day">
          <Days days={told.days} />
        </Section>
      )}
      <Section title="Arrivals by hour">
        <HourBars {...told} />
      </Section>
      <Section title="From station to station">
        <Steps caption="Time from station to station" steps={told.transitions} />
      </Section>
      <Section title="Where time can be won">
        <SlowestSteps figures={told} most={10} />
      </Section>
      <Section title="Stations">
        <Stations figures={told} />
      </Section>
      <Section title="Reasons for visit">
        <Reasons figures={told} />
      </Section>
      <Section title="Paths">
        <Paths figures={told} />
      </Section>
      <Section title="Data quality">
        <p className="first-capital">{qualityLine(told)}</p>
      </Section>
    </div>
  );
};
