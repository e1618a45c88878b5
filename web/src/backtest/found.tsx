import type { Backtest } from "@throughline/shared/ward-api.ts";
import { type ReactNode, useMemo } from "react";
import { Chart } from "../ui/chart.tsx";
import { FigureTable } from "../ui/figure-table.tsx";
import { formatCount, formatDay, formatFullTime, formatShortDay, plural } from "../ui/format.ts";
import { Section } from "../ui/section.tsx";
import { wardName } from "../ui/ward-name.ts";
import { alertsOfDays, daysOf, describeBacktest, formatRate } from "./told.ts";

/** What one threshold would have meant: in words, by day, by ward. */
export const Found = (props: { found: Backtest; timeZone: string }): ReactNode => {
  const { found, timeZone } = props;
  const { alertsOpened, episodes } = found;
  const days = useMemo(() => alertsOfDays(found, timeZone), [found, timeZone]);
  const labels = useMemo(() => days.map(({ day }) => formatShortDay(day)), [days]);
  const values = useMemo(() => days.map(({ n }) => n), [days]);
  const wards = Object.entries(found.alertsPerWard).map(([ward, n]) => ({ ward, n }));
  const rateOf = (n: number) => (daysOf(found) < 1 ? null : n / daysOf(found));
  return (
    <>
      <Section title="What it would have meant">
        <p className="backtest-said">{describeBacktest(found)}</p>
        <p className="quiet">
          From {formatFullTime(found.from, timeZone)} to {formatFullTime(found.to, timeZone)}. Beds
          were without a test past the threshold for {formatCount(Math.round(found.overdueHours))}{" "}
          hours in all.
          {episodes > alertsOpened &&
            ` ${plural(episodes - alertsOpened, "more gap")} ended before the monitor would have looked.`}
        </p>
      </Section>
      {episodes > 0 && (
        <>
          <Section title="Alerts by day">
            <div className="chart-and-table backtest-days">
              <Chart
                kind="bar"
                summary={`Alerts per day: at most ${plural(Math.max(...values), "alert")}.`}
                labels={labels}
                values={values}
                unit="alerts"
              />
              <FigureTable
                caption="Alerts by day"
                columns={[
                  {
                    name: "day",
                    heading: "Day",
                    value: ({ day }) => day,
                    show: ({ day }) => formatDay(day),
                  },
                  {
                    name: "n",
                    heading: "Alerts",
                    figure: true,
                    value: ({ n }) => n,
                    show: ({ n }) => formatCount(n),
                  },
                ]}
                rows={days}
                rowKey={({ day }) => day}
              />
            </div>
          </Section>
          <Section title="Alerts by ward">
            <FigureTable
              caption="Alerts by ward"
              columns={[
                { name: "ward", heading: "Ward", value: ({ ward }) => wardName(ward) },
                {
                  name: "n",
                  heading: "Alerts",
                  figure: true,
                  value: ({ n }) => n,
                  show: ({ n }) => formatCount(n),
                },
                {
                  name: "rate",
                  heading: "A day",
                  figure: true,
                  value: ({ n }) => rateOf(n),
                  show: ({ n }) => {
                    const rate = rateOf(n);
                    return rate === null ? "–" : formatRate(rate);
                  },
                },
              ]}
              rows={wards}
              rowKey={({ ward }) => ward}
              sort={{ column: "n", descending: true }}
            />
          </Section>
        </>
      )}
    </>
  );
};
