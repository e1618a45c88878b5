import type { FlowDay, FlowRange } from "@throughline/shared/figures.ts";
import { isFiltering } from "@throughline/shared/flow-filter.ts";
import type { SiteSettings } from "@throughline/shared/site.ts";
import type { ReactNode } from "react";
import type { AnswerState } from "../cache/use-answer.ts";
import { type Sort, writeSort } from "../ui/sort.ts";
import { Comparison } from "./comparison.tsx";
import { DayDashboard, RangeDashboard } from "./dashboard.tsx";
import { EmptyPeriod, NoMatch } from "./empty-period.tsx";
import { writeFilter } from "./flow-address.ts";
import { PrintedFigures } from "./printed/printed-figures.tsx";
import { readTransitionSort } from "./transitions.tsx";
import type { FlowAddress } from "./use-flow-address.ts";

interface Props {
  site: string;
  settings: SiteSettings;
  today: string;
  address: FlowAddress;
  figures: FlowDay | FlowRange;
  /** The answer for the compared period, where there is one. */
  compared: AnswerState<FlowRange>;
  /** Paper bears the screen's figures, small counts with them. */
  printsFull: boolean;
}

/** What a period comes to: on the screen, on paper, and where it came to nothing. */
export const FlowFigures = (props: Props): ReactNode => {
  const { site, settings, today, address, figures, compared, printsFull } = props;
  const { search, view, filter, tooLong, hrefOf, goTo } = address;
  const before = tooLong ? undefined : address.compared;
  const common = {
    settings,
    sort: readTransitionSort(new URLSearchParams(search).get("sort")),
    onSort: (sort: Sort) => {
      const next = new URLSearchParams(search);
      next.set("sort", writeSort(sort));
      goTo(next.toString(), { replace: true });
    },
    attendanceHref: `/staff/settings?site=${site}#attendance`,
  };
  return (
    <>
      {figures.visits === 0 &&
        (isFiltering(filter) ? (
          <NoMatch onClear={() => goTo(writeFilter(search, {}))} />
        ) : (
          <EmptyPeriod site={site} figures={figures} isToday={view.kind === "today"} />
        ))}
      {printsFull && (
        <p className="print-only">
          With counts of 1 to 10 visits, which can tell of a person: not to be passed on.
        </p>
      )}
      {figures.visits > 0 && !printsFull && (
        <PrintedFigures
          figures={figures}
          before={before && compared.known?.value}
          stations={settings.stations}
        />
      )}
      <div className={printsFull ? undefined : "screen-only"}>
        {before && (
          <Comparison
            now={figures}
            state={compared}
            periods={[address.period, before]}
            today={today}
          />
        )}
        {figures.visits > 0 &&
          ("days" in figures ? (
            <RangeDashboard
              {...common}
              figures={figures}
              dayHref={(day) => hrefOf({ kind: "day", day })}
            />
          ) : (
            <DayDashboard {...common} figures={figures} isToday={figures.day === today} />
          ))}
      </div>
    </>
  );
};
