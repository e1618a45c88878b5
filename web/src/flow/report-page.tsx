import { hideSmallCellsOfRange } from "@throughline/shared/analytics/hide-small-cells.ts";
import type { SettingsResponse } from "@throughline/shared/api.ts";
import { addDays } from "@throughline/shared/calendar.ts";
import type { HiddenFigures } from "@throughline/shared/hidden-figures.ts";
import type { SiteSettings } from "@throughline/shared/site.ts";
import { daysOfWeek, weekOf } from "@throughline/shared/week.ts";
import { type ReactNode, useMemo } from "react";
import { useLocation, useSearch } from "wouter";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { plural, todayIn } from "../ui/format.ts";
import { useNow } from "../ui/use-now.ts";
import { HourBars } from "./printed/hour-bars.tsx";
import { hiddenNote, nameOfPeriod } from "./printed/printed-figures.tsx";
import { qualityLine } from "./printed/quality-line.ts";
import { Days, Headline, SlowestSteps, Steps } from "./printed/tables.tsx";
import "./flow.css";
import "./report.css";
import { Section } from "../ui/section.tsx";
import { useRange } from "./use-figures.ts";

const CALENDAR_EVERY_MS = 10_000;
/** As many rows as fit one page with everything else. */
const MOST_STEPS = 6;

const nameOfWeek = (day: string): string => `Week ${Number(weekOf(day).slice(-2))}`;

/** The week of the address, else the last one that is over. */
const readWeek = (search: string, today: string) => {
  const asked = daysOfWeek(new URLSearchParams(search).get("week") ?? "");
  return asked ?? (daysOfWeek(weekOf(addDays(today, -7))) as { from: string; to: string });
};

const Targets = ({
  transitions,
  targets,
}: Pick<HiddenFigures, "transitions"> & Pick<SiteSettings, "targets">) => {
  if (targets.length === 0) {
    return <p className="quiet">No step has a target. Targets are set in the settings.</p>;
  }
  // The most frequent stand first.
  const steps = transitions
    .filter(({ targetSeconds }) => targetSeconds !== undefined)
    .slice(0, MOST_STEPS);
  const left = targets.length - steps.length;
  return (
    <>
      <Steps caption="Steps with a target" steps={steps} />
      {left > 0 && steps.length > 0 && (
        <p className="quiet">
          {plural(left, "target is", "targets are")} left out: fewer visits made{" "}
          {left === 1 ? "that step" : "those steps"}.
        </p>
      )}
    </>
  );
};

/** One page for the weekly meeting: a week beside the week before, small counts hidden. */
export const ReportPage = ({
  site,
  settings: { settings },
}: {
  site: string;
  settings: SettingsResponse;
}): ReactNode => {
  const [, navigate] = useLocation();
  const search = useSearch();
  const today = todayIn(settings.timeZone, useNow(CALENDAR_EVERY_MS));
  const week = readWeek(search, today);
  const { from, to } = week;
  const now = useRange(site, week, {});
  const weekBefore = { from: addDays(from, -7), to: addDays(to, -7) };
  const before = useRange(site, weekBefore, {});
  const { stations } = settings;
  const [told, toldBefore] = useMemo(
    () =>
      [now.known, before.known].map(
        (known) => known && hideSmallCellsOfRange(known.value, stations),
      ),
    [now.known, before.known, stations],
  );
  const show = (days: number) => {
    const params = new URLSearchParams(search);
    params.set("week", weekOf(addDays(from, days)));
    navigate(`/staff/report?${params}`);
  };
  const failed = now.failure ? now : before.failure ? before : undefined;
  return (
    <div className="report">
      <div className="page-head">
        <h1>
          {nameOfWeek(from)} <span>at {settings.name}</span>
          <span className="page-subject">{nameOfPeriod(week)}</span>
        </h1>
      </div>
      <div className="page-tools">
        <div className="toolbar-group">
          <button type="button" className="button" onClick={() => show(-7)}>
            Week before
          </button>
          <button
            type="button"
            className="button"
            disabled={addDays(to, 1) > today}
            onClick={() => show(7)}
          >
            Week after
          </button>
        </div>
        <button type="button" className="button button-main" onClick={() => window.print()}>
          Print
        </button>
      </div>
      {failed?.failure && <FailureNotice failure={failed.failure} onRetry={failed.reload} />}
      {now.loading && <p className="quiet">Loading the figures…</p>}
      {told && (
        <div className="report-sections">
          {to >= today && <p className="report-wide">This week is not over yet.</p>}
          <Section title="Beside the week before" wide>
            <Headline
              now={told}
              nowName={nameOfWeek(from)}
              before={toldBefore}
              beforeName={nameOfWeek(weekBefore.from)}
            />
          </Section>
          <Section title="Visits per day">
            <Days days={told.days} />
          </Section>
          <Section title="Arrivals by hour">
            <HourBars {...told} />
          </Section>
          <Section title="Where time can be won" wide>
            <SlowestSteps figures={told} most={MOST_STEPS} />
          </Section>
          <Section title="Waits against targets" wide>
            <Targets transitions={told.transitions} targets={settings.targets} />
          </Section>
          <p className="report-wide">Data quality: {qualityLine(told)}</p>
          <p className="report-wide quiet">{hiddenNote}</p>
        </div>
      )}
    </div>
  );
};
