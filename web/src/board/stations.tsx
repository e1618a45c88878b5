import type { Live } from "@throughline/shared/live.ts";
import type { SiteSettings } from "@throughline/shared/site.ts";
import type { ReactNode } from "react";
import { formatCount, formatDuration, formatTime, plural } from "../ui/format.ts";

interface Props {
  live: Live;
  stations: SiteSettings["stations"];
}

/** How many are where by their last scan, and who has been there longest. */
export const Stations = ({ live, stations }: Props): ReactNode => {
  const exits = new Set(stations.filter(({ kind }) => kind === "exit").map(({ code }) => code));
  // Whoever has scanned an exit is inside no more, so an exit's tile would stay empty.
  const shown = live.stations.filter(({ code, n }) => n > 0 || !exits.has(code));
  return (
    <ul className="board-stations">
      {shown.map(({ station, code, n, quiet, longest }) => (
        <li key={code} className={`card board-station ${n === 0 ? "board-station-empty" : ""}`}>
          <h2>
            <bdi>{station}</bdi>
          </h2>
          <p className="board-count">{formatCount(n)}</p>
          {longest && (
            <p>
              longest {formatDuration(longest.waitedSeconds)}, since{" "}
              {formatTime(longest.since, live.timeZone)}
            </p>
          )}
          {quiet > 0 && (
            <p className="quiet">
              {plural(quiet, "visit")} without a scan for {formatDuration(live.quietAfterSeconds)}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
};
