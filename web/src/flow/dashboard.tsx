import type { Figures, FlowDay, FlowRange } from "@throughline/shared/figures.ts";
import type { SiteSettings } from "@throughline/shared/site.ts";
import type { ReactNode } from "react";
import { Section } from "../ui/section.tsx";
import type { Sort } from "../ui/sort.ts";
import { DayArrivals, RangeArrivals } from "./arrivals.tsx";
import { Bottlenecks } from "./bottlenecks.tsx";
import { Census } from "./census.tsx";
import { Days } from "./days.tsx";
import { DayHeadline, RangeHeadline } from "./headline.tsx";
import { Paths } from "./paths.tsx";
import { QualityReport } from "./quality.tsx";
import { Reasons } from "./reasons.tsx";
import { Stations } from "./stations.tsx";
import { Transitions } from "./transitions.tsx";

interface Common {
  settings: SiteSettings;
  sort: Sort;
  onSort: (sort: Sort) => void;
  attendanceHref: string;
}

/** What a day comes to. */
export const DayDashboard = (props: Common & { figures: FlowDay; isToday: boolean }): ReactNode => (
  <>
    <DayHeadline figures={props.figures} isToday={props.isToday} />
    <div className="sections">
      <Section title="Arrivals by hour">
        <DayArrivals figures={props.figures} settings={props.settings} />
      </Section>
      <Section title="Inside over the day">
        <Census figures={props.figures} settings={props.settings} />
      </Section>
      <FigureSections {...props} />
    </div>
  </>
);

/** What a range of days comes to. */
export const RangeDashboard = (
  props: Common & { figures: FlowRange; dayHref: (day: string) => string },
): ReactNode => (
  <>
    <RangeHeadline figures={props.figures} />
    <div className="sections">
      <Section title="Visits per day" wide>
        <Days days={props.figures.days} hrefOf={props.dayHref} />
      </Section>
      <Section title="Arrivals by hour of the day" wide>
        <RangeArrivals figures={props.figures} />
      </Section>
      <FigureSections {...props} />
    </div>
  </>
);

const FigureSections = ({
  figures,
  sort,
  onSort,
  attendanceHref,
}: Common & { figures: Figures }) => (
  <>
    <Section title="From station to station" wide>
      <Transitions transitions={figures.transitions} sort={sort} onSort={onSort} />
    </Section>
    <div className="stack">
      <Section title="Where time can be won">
        <Bottlenecks bottlenecks={figures.bottlenecks} />
      </Section>
      <Section title="Paths">
        <Paths {...figures} />
      </Section>
    </div>
    <div className="stack">
      <Section title="Stations">
        <Stations steps={figures.steps} dwell={figures.dwell} />
      </Section>
      <Section title="Reasons for visit">
        <Reasons {...figures} />
      </Section>
    </div>
    <Section title="Data quality" wide>
      <QualityReport quality={figures.quality} attendanceHref={attendanceHref} />
    </Section>
  </>
);
