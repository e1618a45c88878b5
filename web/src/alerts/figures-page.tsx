import type { SettingsResponse } from "@throughline/shared/api.ts";
import { addDays } from "@throughline/shared/calendar.ts";
import { daySchema } from "@throughline/shared/instant.ts";
import {
  type AlertFigures,
  alertFiguresSchema,
  MAX_LOG_DAYS,
} from "@throughline/shared/ward-api.ts";
import type { ReactNode } from "react";
import { useSearchParams } from "wouter";
import * as z from "zod/mini";
import { clinicalPath } from "../cache/clinical.ts";
import { useAnswer } from "../cache/use-answer.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Field } from "../ui/field.tsx";
import { FigureCard } from "../ui/figure-card.tsx";
import { formatCount, formatDay, formatDuration, todayIn } from "../ui/format.ts";
import { Section } from "../ui/section.tsx";
import "./alerts.css";
import { PerDay } from "./per-day.tsx";
import { PerWard } from "./per-ward.tsx";

const DAYS = 28;

const readDay = (text: string | null) => {
  const parsed = z.safeParse(daySchema, text);
  return parsed.success ? parsed.data : undefined;
};

const minutes = (value: number | null) => formatDuration(value === null ? null : value * 60);

const Spread = (props: { spread: AlertFigures["turnaroundMinutes"]; none: string }) => {
  const { n, p90 } = props.spread;
  if (n === 0) return <p>{props.none}</p>;
  return (
    <p>
      median, p90 {minutes(p90)} (n&nbsp;=&nbsp;{formatCount(n)})
    </p>
  );
};

/** What the alerts' log tells of a period: how many, how long they waited, and on which wards. */
export const FiguresPage = (props: { site: string; settings: SettingsResponse }): ReactNode => {
  const { site, settings } = props;
  const today = todayIn(settings.settings.timeZone, Date.now());
  const [params, setParams] = useSearchParams();
  const to = readDay(params.get("to")) ?? today;
  const from = readDay(params.get("from")) ?? addDays(to, 1 - DAYS);
  const earliest = addDays(today, 1 - MAX_LOG_DAYS);
  const problem =
    from > to
      ? "The first day comes after the last. Choose an earlier one."
      : from < earliest
        ? `The log is read back to ${formatDay(earliest)}. Choose a later first day.`
        : undefined;
  const answer = useAnswer(
    problem === undefined ? clinicalPath(site, "/alerts/figures", { from, to }) : null,
    alertFiguresSchema,
  );
  const figures = answer.known?.value;
  const dayField = (name: "from" | "to", label: string, value: string) => (
    <Field label={label}>
      {(control) => (
        <input
          {...control}
          type="date"
          min={earliest}
          max={today}
          value={value}
          onChange={({ target }) => {
            if (!target.value) return;
            setParams(
              (before) => {
                before.set(name, target.value);
                return before;
              },
              { replace: true },
            );
          }}
        />
      )}
    </Field>
  );
  return (
    <>
      <div className="page-head">
        <h1>Alerts</h1>
      </div>
      <div className="filter-bar">
        {dayField("from", "From", from)}
        {dayField("to", "To", to)}
      </div>
      {problem && <p className="field-problem">{problem}</p>}
      {answer.failure && <FailureNotice failure={answer.failure} onRetry={answer.reload} />}
      {answer.loading && <p className="quiet">Loading…</p>}
      {figures && (
        <div className="stack">
          <div className="figure-cards">
            <FigureCard label="Over their threshold now" figure={formatCount(figures.openNow)}>
              patients with an alert
            </FigureCard>
            <FigureCard
              label="Until acknowledged"
              figure={minutes(figures.minutesToAcknowledge.p50)}
            >
              <Spread
                spread={figures.minutesToAcknowledge}
                none="No alert of this period was acknowledged."
              />
            </FigureCard>
            <FigureCard
              label="From a test to its result"
              figure={minutes(figures.turnaroundMinutes.p50)}
            >
              <Spread
                spread={figures.turnaroundMinutes}
                none="No file of this period brought the result of a test of its last week."
              />
              {figures.turnaroundMinutes.n > 0 && (
                <p>until the first file with it arrived, within a week</p>
              )}
            </FigureCard>
          </div>
          <Section title="Day by day">
            <PerDay days={figures.perDay} />
          </Section>
          <Section title="By ward">
            <PerWard wards={figures.perWard} />
          </Section>
        </div>
      )}
    </>
  );
};
