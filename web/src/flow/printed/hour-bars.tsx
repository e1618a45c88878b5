import type { HiddenFigures } from "@throughline/shared/hidden-figures.ts";
import type { ReactNode } from "react";
import { formatTold } from "../../ui/format.ts";

interface Hour {
  label: string;
  n: number | null;
}

/** The hours from the first to the last with arrivals. */
export const hoursWorthShowing = (
  arrivalsByHour: HiddenFigures["arrivalsByHour"],
): readonly Hour[] => {
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    label: `${String(hour).padStart(2, "0")}:00`,
    n: arrivalsByHour[String(hour)] ?? (String(hour) in arrivalsByHour ? null : 0),
  }));
  const first = hours.findIndex(({ n }) => n !== 0);
  const last = hours.findLastIndex(({ n }) => n !== 0);
  return hours.slice(Math.max(0, first), last + 1);
};

/** Arrivals by hour of the day: a bar and its count, a hatched one where the count is hidden. */
export const HourBars = (props: Pick<HiddenFigures, "arrivalsByHour">): ReactNode => {
  const hours = hoursWorthShowing(props.arrivalsByHour);
  const most = Math.max(1, ...hours.map(({ n }) => n ?? 0));
  if (hours.length === 0) return <p className="quiet">No arrivals.</p>;
  return (
    <ol className="hour-bars">
      {hours.map(({ label, n }) => (
        <li key={label}>
          <span>{label}</span>
          <span
            aria-hidden="true"
            className={n === null ? "hour-bar hour-bar-hidden" : "hour-bar"}
            style={{ inlineSize: n === null ? undefined : `${(100 * n) / most}%` }}
          />
          <span className="hour-count">{formatTold(n)}</span>
        </li>
      ))}
    </ol>
  );
};
