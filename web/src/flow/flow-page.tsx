import { findMissedTargets } from "@throughline/shared/analytics/meet-target.ts";
import type { SettingsResponse } from "@throughline/shared/api.ts";
import type { FlowDay, FlowRange } from "@throughline/shared/figures.ts";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { AnswerState } from "../cache/use-answer.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { todayIn } from "../ui/format.ts";
import { Freshness } from "../ui/freshness.tsx";
import { MissedTargetList } from "../ui/missed-target-list.tsx";
import { useNow } from "../ui/use-now.ts";
import { writeComparison } from "./compared-period.ts";
import { ComparisonPicker } from "./comparison-picker.tsx";
import { DayState } from "./day-state.tsx";
import { ExportDialog } from "./export-dialog.tsx";
import { readExportKind, writeExportKind } from "./export-kinds.ts";
import { FilterBar } from "./filter-bar.tsx";
import { FilterNote, TooLong } from "./filter-note.tsx";
import "./flow.css";
import { writeFilter, writeFlowView } from "./flow-address.ts";
import { FlowFigures } from "./flow-figures.tsx";
import { LastKnown } from "./last-known.tsx";
import { describeView, PeriodPicker } from "./period-picker.tsx";
import { isLive, useDay, useRange } from "./use-figures.ts";
import { useFlowAddress } from "./use-flow-address.ts";
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
  const today = todayIn(settings.settings.timeZone, useNow(CALENDAR_EVERY_MS));
  const address = useFlowAddress(today);
  const { search, view, period, filter, comparison, compared, tooLong, hrefOf, goTo } = address;
  const isRange = view.kind === "range";
  const dayState = useDay(site, isRange ? null : period.from, filter);
  const rangeState = useRange(site, isRange && !tooLong ? period : null, filter);
  const comparedState = useRange(site, compared && !tooLong ? compared : null, filter);
  const state: AnswerState<FlowDay | FlowRange> = isRange ? rangeState : dayState;
  const { known, failure } = state;
  const live = known !== undefined && isLive(known.value);
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
        <PeriodPicker
          view={view}
          today={today}
          onChange={(next) => goTo(writeFlowView(search, next))}
        />
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
          onKind={(kind) => goTo(writeExportKind(search, kind), { replace: true })}
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
          days={"days" in known.value ? known.value.days.map(({ day }) => day) : [known.value.day]}
          onReload={live ? undefined : state.reload}
        />
      )}
      {known && "day" in known.value && (
        <DayState figures={known.value} site={site} onChanged={state.reload} />
      )}
      {state.loading && <p className="quiet">Loading the figures…</p>}
      {failure && !known && (
        <LastKnown site={site} hrefOf={(next) => hrefOf({ kind: "day", day: next })} />
      )}
      {known && (
        <MissedTargetList missed={findMissedTargets(known.value)}>
          {view.kind === "today" && (
            <Link href={`/staff/board?site=${site}`}>See who waits now</Link>
          )}
        </MissedTargetList>
      )}
      {known && (
        <FlowFigures
          site={site}
          settings={settings.settings}
          today={today}
          address={address}
          figures={known.value}
          compared={comparedState}
          printsFull={printsFull}
        />
      )}
    </>
  );
};
