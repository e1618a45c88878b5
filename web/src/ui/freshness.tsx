import type { ReactNode } from "react";
import { formatAge, formatDayAndTime, formatTimeOfDay } from "./format.ts";
import { useNow } from "./use-now.ts";

interface Props {
  /** The server's clock when the data was computed. */
  asOf: string;
  /** When this device got it, by its own clock. */
  fetchedAtMs: number;
  timeZone: string;
  /** It is asked for again and again. */
  live: boolean;
  /** The last attempt brought nothing new. */
  stale: boolean;
}

const DAY_MS = 86_400_000;

/** How old the data is: "as of 10:42:07, 3 s ago". Goes on counting when nothing new comes. */
export const Freshness = ({ asOf, fetchedAtMs, timeZone, live, stale }: Props): ReactNode => {
  const ageMs = useNow(1000) - fetchedAtMs;
  const time =
    ageMs > DAY_MS / 2 ? formatDayAndTime(asOf, timeZone) : formatTimeOfDay(asOf, timeZone);
  return (
    <p className={`freshness ${stale ? "freshness-stale" : ""}`}>
      {live && !stale && <span className="live-mark">Live</span>}
      <span>
        as of <time dateTime={asOf}>{time}</time>, {formatAge(ageMs)}
      </span>
    </p>
  );
};
