import type { Backtest } from "@throughline/shared/ward-api.ts";
import type { ReactNode } from "react";
import { type Column, FigureTable } from "../ui/figure-table.tsx";
import { formatCount, formatDayAndTime, formatShare, NOTHING, plural } from "../ui/format.ts";
import { Section } from "../ui/section.tsx";
import { alertsADay, formatRate } from "./told.ts";

const count = (
  name: string,
  heading: string,
  value: (found: Backtest) => number,
): Column<Backtest> => ({
  name,
  heading,
  figure: true,
  value,
  show: (found) => formatCount(Math.round(value(found))),
});

/** The thresholds that were tried on the same files, side by side. */
export const Compared = (props: { found: readonly Backtest[]; timeZone: string }): ReactNode => {
  const { found, timeZone } = props;
  const columns: Column<Backtest>[] = [
    {
      name: "threshold",
      heading: "Threshold",
      value: ({ thresholdHours }) => thresholdHours,
      show: ({ thresholdHours }) => plural(thresholdHours, "hour"),
    },
    {
      name: "rate",
      heading: "Alerts a day",
      figure: true,
      value: alertsADay,
      show: (one) => {
        const rate = alertsADay(one);
        return rate === null ? NOTHING : formatRate(rate);
      },
    },
    count("alerts", "Alerts", ({ alertsOpened }) => alertsOpened),
    {
      name: "stays",
      heading: "Stays with one",
      figure: true,
      value: ({ admissionsWithEpisode }) => admissionsWithEpisode,
      show: ({ admissionsWithEpisode: n, admissions }) =>
        `${formatCount(n)} of ${formatCount(admissions)} (${formatShare(admissions ? n / admissions : null)})`,
    },
    count("hours", "Hours past it", ({ overdueHours }) => overdueHours),
    {
      name: "period",
      heading: "Period",
      value: ({ from }) => from,
      show: ({ from, to }) =>
        `${formatDayAndTime(from, timeZone)} to ${formatDayAndTime(to, timeZone)}`,
    },
  ];
  return (
    <Section title="Thresholds that were tried">
      <FigureTable
        caption="Thresholds that were tried"
        wide
        columns={columns}
        rows={found}
        rowKey={({ thresholdHours, from, to }) => `${thresholdHours} ${from} ${to}`}
        sort={{ column: "threshold", descending: false }}
      />
      <p className="quiet">
        Another number above and “Run it” again adds a line. Other files begin anew.
      </p>
    </Section>
  );
};
