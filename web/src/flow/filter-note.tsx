import { weekdayOf } from "@throughline/shared/calendar.ts";
import type { AppliedFilter } from "@throughline/shared/flow-filter.ts";
import { MAX_FILTERED_DAYS } from "@throughline/shared/limits.ts";
import type { SiteSettings } from "@throughline/shared/site.ts";
import type { ReactNode } from "react";
import { plural } from "../ui/format.ts";
import { Notice } from "../ui/notice.tsx";
import { describeFilter } from "./filter-words.ts";

interface Props {
  filter: AppliedFilter;
  settings: SiteSettings;
  /** The days that the figures are of. */
  days: readonly string[];
  /** Figures that are read scan by scan are not asked for by themselves. */
  onReload: (() => void) | undefined;
}

/** What these figures are of, what they were computed from, and what they lack. */
export const FilterNote = ({ filter, settings, days, onReload }: Props): ReactNode => (
  <>
    <p className="filter-note">
      Only <strong>{describeFilter(filter, settings.reasons)}</strong>.{" "}
      {filter.computedFrom === "events"
        ? "Computed from the single scans, not from the kept days."
        : "Computed from the kept days."}
      {filter.openHours &&
        " Every waiting time and stay leaves out the hours when the site is closed."}
      {onReload && (
        <>
          {" "}
          <button type="button" className="button" onClick={onReload}>
            Compute again
          </button>
        </>
      )}
    </p>
    {filter.openHours && <ClosedDays days={days} settings={settings} />}
    {filter.expiredDays > 0 && (
      <Notice
        meaning="unknown"
        onPaper
        title={`Scans of ${plural(filter.expiredDays, "day")} have expired.`}
      >
        <p>
          The site keeps single scans for a limited time, so these figures leave out what has
          expired. Without a filter, or by weekday alone, the figures are whole.
        </p>
      </Notice>
    )}
  </>
);

/** On a day without opening hours no time counts, which a figure of zero does not tell. */
const ClosedDays = ({ days, settings }: Pick<Props, "days" | "settings">) => {
  const open = new Set(settings.openingHours.map(({ weekday }) => weekday));
  const closed = open.size === 0 ? [] : days.filter((day) => !open.has(weekdayOf(day)));
  if (closed.length === 0) return null;
  const title =
    days.length === 1
      ? "The site is closed on this day."
      : `The site is closed on ${closed.length} of these ${plural(days.length, "day")}.`;
  return (
    <Notice meaning="unknown" title={title} onPaper>
      <p>
        The settings have no opening hours for {days.length === 1 ? "it" : "them"}, so every waiting
        time there counts as 0 s.
      </p>
    </Notice>
  );
};

/** Stands in place of figures that one request may not read. */
export const TooLong = (): ReactNode => (
  <Notice
    meaning="soon"
    title={`This filter reads single scans, of ${MAX_FILTERED_DAYS} days at most.`}
  >
    <p>Choose fewer days or some weekdays. A filter by weekday alone takes any range.</p>
  </Notice>
);
