import { takenDays } from "@throughline/shared/analytics/select-visits.ts";
import { daysBetween } from "@throughline/shared/calendar.ts";
import {
  type AppliedFilter,
  type FlowFilter,
  needsEvents,
} from "@throughline/shared/flow-filter.ts";
import { MAX_FILTERED_DAYS } from "@throughline/shared/limits.ts";
import type { SiteSettings } from "@throughline/shared/site.ts";
import type { ReactNode } from "react";
import { plural } from "../ui/format.ts";
import { Notice } from "../ui/notice.tsx";
import { describeFilter } from "./filter-words.ts";

interface Props {
  filter: AppliedFilter;
  reasons: SiteSettings["reasons"];
  /** Figures that are read scan by scan are not asked for by themselves. */
  onReload: (() => void) | undefined;
}

/** What these figures are of, what they were computed from, and what they lack. */
export const FilterNote = ({ filter, reasons, onReload }: Props): ReactNode => (
  <>
    <p className="filter-note">
      Only <strong>{describeFilter(filter, reasons)}</strong>.{" "}
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
    {filter.expiredDays > 0 && (
      <Notice
        meaning="unknown"
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

/** Whether a filter would have to read the scans of more days than one request may. */
export const isTooLong = (
  filter: FlowFilter,
  { from, to }: { from: string; to: string },
): boolean =>
  needsEvents(filter) && takenDays(daysBetween(from, to), filter).length > MAX_FILTERED_DAYS;

export const TooLong = (): ReactNode => (
  <Notice
    meaning="soon"
    title={`This filter reads single scans, of ${MAX_FILTERED_DAYS} days at most.`}
  >
    <p>Choose fewer days or some weekdays. A filter by weekday alone takes any range.</p>
  </Notice>
);
