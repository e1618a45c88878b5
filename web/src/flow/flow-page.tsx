import type { SettingsResponse } from "@throughline/shared/api.ts";
import {
  type FlowDay,
  type FlowRange,
  flowDaySchema,
  flowRangeSchema,
} from "@throughline/shared/figures.ts";
import { type ReactNode, useCallback } from "react";
import { useLocation, useSearch } from "wouter";
import { type AnswerState, useAnswer } from "../cache/use-answer.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { todayIn } from "../ui/format.ts";
import { Freshness } from "../ui/freshness.tsx";
import { writeSort } from "../ui/sort.ts";
import { useNow } from "../ui/use-now.ts";
import { DayDashboard, RangeDashboard } from "./dashboard.tsx";
import { EmptyPeriod } from "./empty-period.tsx";
import "./flow.css";
import { type FlowView, readFlowView, writeFlowView } from "./flow-address.ts";
import { describeView, PeriodPicker } from "./period-picker.tsx";
import { readTransitionSort } from "./transitions.tsx";

/** A new scan is seen within five seconds; a range costs the server more and moves less. */
const DAY_EVERY_MS = 3_000;
const RANGE_EVERY_MS = 15_000;
/** How often midnight is looked for. */
const CALENDAR_EVERY_MS = 10_000;

const pollDay = (day: FlowDay | undefined) => (day?.closed ? null : DAY_EVERY_MS);
const pollRange = (range: FlowRange | undefined) =>
  range?.days.every(({ closed }) => closed) ? null : RANGE_EVERY_MS;

const useDay = (site: string, day: string | null) =>
  useAnswer(day === null ? null : `/sites/${site}/flow/days/${day}`, flowDaySchema, {
    everyMs: pollDay,
  });

const useRange = (site: string, view: FlowView) =>
  useAnswer(
    view.kind === "range" ? `/sites/${site}/flow?from=${view.from}&to=${view.to}` : null,
    flowRangeSchema,
    { everyMs: pollRange },
  );

/** The dashboard of a site: one day, live while it is today, or a range of days. */
export const FlowPage = ({
  site,
  settings,
}: {
  site: string;
  settings: SettingsResponse;
}): ReactNode => {
  const [, navigate] = useLocation();
  const search = useSearch();
  const today = todayIn(settings.settings.timeZone, useNow(CALENDAR_EVERY_MS));
  const view = readFlowView(search);
  const day = view.kind === "day" ? view.day : today;
  const dayState = useDay(site, view.kind === "range" ? null : day);
  const rangeState = useRange(site, view);
  const state: AnswerState<FlowDay | FlowRange> = view.kind === "range" ? rangeState : dayState;

  const addressOf = useCallback(
    (next: FlowView) => `/staff/flow?${writeFlowView(search, next)}`,
    [search],
  );
  const show = (next: FlowView) => navigate(addressOf(next));
  const params = new URLSearchParams(search);
  const common = {
    settings: settings.settings,
    sort: readTransitionSort(params.get("sort")),
    onSort: (sort: Parameters<typeof writeSort>[0]) => {
      const next = new URLSearchParams(search);
      next.set("sort", writeSort(sort));
      navigate(`/staff/flow?${next}`, { replace: true });
    },
    attendanceHref: `/staff/settings?site=${site}#attendance`,
  };
  const period = view.kind === "range" ? view : { from: day, to: day };
  const { known, failure } = state;
  const live =
    known !== undefined &&
    ("days" in known.value ? pollRange(known.value) : pollDay(known.value)) !== null;

  return (
    <>
      <div className="page-head">
        <h1>
          Flow <span className="print-only">at {settings.settings.name}</span>
          <span className="page-subject">{describeView(view, today)}</span>
        </h1>
        {known && (
          <Freshness
            asOf={known.value.asOf}
            fetchedAtMs={known.fetchedAtMs}
            timeZone={known.value.timeZone}
            live={live}
            stale={failure !== undefined}
          />
        )}
      </div>
      <div className="page-tools">
        <PeriodPicker view={view} today={today} onChange={show} />
        <div className="toolbar-group">
          <a
            className="button"
            href={`/api/v1/sites/${site}/export.csv?from=${period.from}&to=${period.to}`}
            download
          >
            Download CSV
          </a>
          <button type="button" className="button" onClick={() => window.print()}>
            Print
          </button>
        </div>
      </div>
      {failure && (
        <FailureNotice
          failure={failure}
          onRetry={state.reload}
          {...(known && {
            kept: "The last known figures are below. New ones are asked for again and again.",
          })}
        />
      )}
      {state.loading && <p className="quiet">Loading the figures…</p>}
      {known && known.value.visits === 0 && (
        <EmptyPeriod site={site} figures={known.value} isToday={view.kind === "today"} />
      )}
      {known && known.value.visits > 0 && "days" in known.value && (
        <RangeDashboard
          {...common}
          figures={known.value}
          dayHref={(next) => addressOf({ kind: "day", day: next })}
        />
      )}
      {known && known.value.visits > 0 && "day" in known.value && (
        <DayDashboard {...common} figures={known.value} isToday={known.value.day === today} />
      )}
    </>
  );
};
