import { findMissedTargets } from "@throughline/shared/analytics/meet-target.ts";
import type { SettingsResponse } from "@throughline/shared/api.ts";
import type { FlowDay, FlowRange } from "@throughline/shared/figures.ts";
import { isFiltering } from "@throughline/shared/flow-filter.ts";
import { type ReactNode, useCallback } from "react";
import { Link, useLocation, useSearch } from "wouter";
import type { AnswerState } from "../cache/use-answer.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { todayIn } from "../ui/format.ts";
import { Freshness } from "../ui/freshness.tsx";
import { MissedTargetList } from "../ui/missed-target-list.tsx";
import { writeSort } from "../ui/sort.ts";
import { useNow } from "../ui/use-now.ts";
import { comparedPeriod, readComparison, writeComparison } from "./compared-period.ts";
import { Comparison } from "./comparison.tsx";
import { ComparisonPicker } from "./comparison-picker.tsx";
import { DayDashboard, RangeDashboard } from "./dashboard.tsx";
import { DayState } from "./day-state.tsx";
import { EmptyPeriod, NoMatch } from "./empty-period.tsx";
import { ExportDialog } from "./export-dialog.tsx";
import { readExportKind, writeExportKind } from "./export-kinds.ts";
import { FilterBar } from "./filter-bar.tsx";
import { FilterNote, isTooLong, TooLong } from "./filter-note.tsx";
import "./flow.css";
import {
  type FlowView,
  readFilter,
  readFlowView,
  writeFilter,
  writeFlowView,
} from "./flow-address.ts";
import { LastKnown } from "./last-known.tsx";
import { describeView, PeriodPicker } from "./period-picker.tsx";
import { PrintedFigures } from "./printed/printed-figures.tsx";
import { readTransitionSort } from "./transitions.tsx";
import { isLive, useDay, useRange } from "./use-figures.ts";
import { usePrint } from "./use-print.ts";

/** How often midnight is looked for. */
const CALENDAR_EVERY_MS = 10_000;

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
  const filter = readFilter(search);
  const comparison = readComparison(search);
  const period = view.kind === "range" ? view : { from: day, to: day };
  const compared = comparison && comparedPeriod(period, comparison);
  const tooLong = [period, compared].some((days) => days && isTooLong(filter, days));
  const asksRange = view.kind === "range" && !tooLong;
  const dayState = useDay(site, view.kind === "range" ? null : day, filter);
  const rangeState = useRange(site, asksRange ? period : null, filter);
  const comparedState = useRange(site, compared && !tooLong ? compared : null, filter);
  const state: AnswerState<FlowDay | FlowRange> = view.kind === "range" ? rangeState : dayState;

  const addressOf = useCallback(
    (next: FlowView) => `/staff/flow?${writeFlowView(search, next)}`,
    [search],
  );
  const show = (next: FlowView) => navigate(addressOf(next));
  const goTo = (nextSearch: string) => navigate(`/staff/flow?${nextSearch}`);
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
  const { known, failure } = state;
  const live = known !== undefined && isLive(known.value);
  const filtered = isFiltering(filter);
  const exportKind = readExportKind(search);
  const { printsFull, print } = usePrint();

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
          <Link className="button" href={`/staff/report?site=${site}`}>
            Weekly report
          </Link>
          <button
            type="button"
            className="button"
            onClick={() => goTo(writeExportKind(search, "wide"))}
          >
            Export
          </button>
          <button type="button" className="button" onClick={() => window.print()}>
            Print
          </button>
        </div>
      </div>
      {exportKind && (
        <ExportDialog
          site={site}
          period={period}
          today={today}
          kind={exportKind}
          onKind={(kind) =>
            navigate(`/staff/flow?${writeExportKind(search, kind)}`, { replace: true })
          }
          onPrint={(options) => {
            goTo(writeExportKind(search, undefined));
            print(options);
          }}
          onClose={() => goTo(writeExportKind(search, undefined))}
        />
      )}
      {failure && (
        <FailureNotice
          failure={failure}
          onRetry={state.reload}
          {...(known && {
            kept: "The last known figures are below. New ones are asked for again and again.",
          })}
        />
      )}
      <div className="page-tools">
        <FilterBar
          filter={filter}
          settings={settings.settings}
          onChange={(next) => goTo(writeFilter(search, next))}
        />
        <ComparisonPicker
          period={period}
          today={today}
          comparison={comparison}
          onChange={(next) => goTo(writeComparison(search, next))}
        />
      </div>
      {tooLong && <TooLong />}
      {known?.value.filter && (
        <FilterNote
          filter={known.value.filter}
          settings={settings.settings}
          days={"days" in known.value ? known.value.days.map((each) => each.day) : [day]}
          onReload={live ? undefined : state.reload}
        />
      )}
      {known && "day" in known.value && (
        <DayState figures={known.value} site={site} onChanged={state.reload} />
      )}
      {state.loading && <p className="quiet">Loading the figures…</p>}
      {failure && !known && (
        <LastKnown site={site} hrefOf={(next) => addressOf({ kind: "day", day: next })} />
      )}
      {known && <MissedTargetList missed={findMissedTargets(known.value)} />}
      {known && known.value.visits === 0 && filtered && (
        <NoMatch onClear={() => goTo(writeFilter(search, {}))} />
      )}
      {known && known.value.visits === 0 && !filtered && (
        <EmptyPeriod site={site} figures={known.value} isToday={view.kind === "today"} />
      )}
      {printsFull && (
        <p className="print-only">
          With counts of 1 to 10 visits, which can tell of a person: not to be passed on.
        </p>
      )}
      {known && known.value.visits > 0 && !printsFull && (
        <PrintedFigures
          figures={known.value}
          before={compared && !tooLong ? comparedState.known?.value : undefined}
          stations={settings.settings.stations}
        />
      )}
      <div className={printsFull ? undefined : "screen-only"}>
        {known && compared && !tooLong && (
          <Comparison
            now={known.value}
            state={comparedState}
            periods={[period, compared]}
            today={today}
          />
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
      </div>
    </>
  );
};
