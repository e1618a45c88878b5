import type { FlowDay, FlowRange } from "@throughline/shared/figures.ts";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { formatDay, plural } from "../ui/format.ts";

interface Props {
  site: string;
  figures: FlowDay | FlowRange;
  isToday: boolean;
}

/** What will be here, and the one action that fills it. */
export const EmptyPeriod = ({ site, figures, isToday }: Props): ReactNode => {
  const { testScans } = figures.quality;
  return (
    <section className="card empty">
      <h2>
        {isToday
          ? "No scans yet today"
          : "days" in figures
            ? "No scans on these days"
            : `No scans on ${formatDay(figures.day)}`}
      </h2>
      <p>
        A patient scans the poster of a station with the phone’s camera. A few seconds later the
        visit is here: arrivals, times from station to station, and where time can be won.
      </p>
      {testScans > 0 && (
        <p>
          {plural(testScans, "test scan was", "test scans were")} left out: made by a browser that
          is signed in as staff. To see a scan counted, use a phone that is not signed in.
        </p>
      )}
      <p>
        <Link className="button button-main" href={`/staff/posters?site=${site}`}>
          Print posters
        </Link>
      </p>
    </section>
  );
};

/** Nothing is left when a filter has been applied. */
export const NoMatch = ({ onClear }: { onClear: () => void }): ReactNode => (
  <section className="card empty">
    <h2>No visits match the filter</h2>
    <p>There may be visits in this period all the same.</p>
    <p>
      <button type="button" className="button" onClick={onClear}>
        Clear the filter
      </button>
    </p>
  </section>
);
