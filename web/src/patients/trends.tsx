import type { PatientTests } from "@throughline/shared/ward-api.ts";
import { type ReactNode, useMemo, useState } from "react";
import { Field } from "../ui/field.tsx";
import { FigureTable } from "../ui/figure-table.tsx";
import { formatDayAndTime, formatFullTime, plural } from "../ui/format.ts";
import { Section } from "../ui/section.tsx";
import { TrendChart } from "../ui/trend-chart.tsx";
import { findTrends } from "./find-trends.ts";

/** A numeric result over time, one type of test at a time; nothing where none has two numbers. */
export const Trends = (props: { tests: PatientTests["tests"]; timeZone: string }): ReactNode => {
  const { tests, timeZone } = props;
  const trends = useMemo(() => findTrends(tests), [tests]);
  const [picked, setPicked] = useState("");
  const trend = trends.find(({ name }) => name === picked) ?? trends[0];
  const points = useMemo(
    () =>
      trend?.points.map(({ test, value }) => ({ atMs: Date.parse(test.performedAt), value })) ?? [],
    [trend],
  );
  if (!trend) return null;
  const first = trend.points[0];
  const last = trend.points.at(-1);
  return (
    <Section title="Trend">
      <Field label="Type of test">
        {(control) => (
          <select
            {...control}
            value={trend.name}
            onChange={({ target }) => setPicked(target.value)}
          >
            {trends.map(({ name, points: { length } }) => (
              <option key={name} value={name}>
                {name} (n = {length})
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="chart-and-table chart-and-wide-table">
        <TrendChart
          summary={`${trend.name}: ${plural(points.length, "result")}, from ${first?.value} to ${last?.value}.`}
          points={points}
          unit={trend.unit || trend.name}
          formatTime={(atMs) => formatDayAndTime(atMs, timeZone)}
        />
        <FigureTable
          caption={`Results of ${trend.name}`}
          columns={[
            {
              name: "at",
              heading: "Performed",
              value: ({ test }) => test.performedAt,
              show: ({ test }) => formatFullTime(test.performedAt, timeZone),
            },
            {
              name: "result",
              heading: "Result",
              figure: true,
              value: ({ value }) => value,
              show: ({ test }) => <bdi>{test.result}</bdi>,
            },
          ]}
          rows={trend.points.toReversed()}
          rowKey={({ test }) => test.testId}
        />
      </div>
      {trend.unreadable > 0 && (
        <p className="quiet">
          {plural(trend.unreadable, "result is", "results are")} no plain number and not on the
          line; the table of all tests has them.
        </p>
      )}
    </Section>
  );
};
