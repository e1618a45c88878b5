import type { Live, PastTarget as Past } from "@throughline/shared/live.ts";
import type { ReactNode } from "react";
import { formatCount, formatDuration, formatTime, plural } from "../ui/format.ts";
import { Route } from "../ui/route.tsx";

/** Visits that have waited longer than a target of their station, the longest first. */
export const PastTarget = ({ live, hasTargets }: { live: Live; hasTargets: boolean }): ReactNode =>
  live.pastTarget.length === 0 ? (
    <p className="board-none">
      {hasTargets
        ? "Nobody is past a target."
        : "No step has a target. Targets are set in the settings."}
    </p>
  ) : (
    <>
      {live.pastTarget.map((target) => (
        <Target key={`${target.fromCode} ${target.toCode}`} target={target} live={live} />
      ))}
      <p className="quiet">
        Where somebody goes next is not known, so a visit stands under every target that begins at
        its station.
      </p>
    </>
  );

const Target = ({ target, live }: { target: Past; live: Live }) => {
  const { from, to, targetSeconds, waits } = target;
  const recent = waits.filter(({ waitedSeconds }) => waitedSeconds <= live.quietAfterSeconds);
  const quiet = waits.length - recent.length;
  return (
    <section className="board-target">
      <h3>
        <span className="board-target-count">{formatCount(waits.length)}</span>{" "}
        <Route names={[from, to]} />{" "}
        <span className="quiet">target {formatDuration(targetSeconds)}</span>
      </h3>
      <ul className="plain-list">
        {recent.map(({ since, waitedSeconds, pastSeconds }, index) => (
          // Two visits may have been scanned in the same instant.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above.
          <li key={`${since} ${index}`} className="board-wait">
            <strong>{formatDuration(waitedSeconds)}</strong>
            <span>since {formatTime(since, live.timeZone)}</span>
            <span>{formatDuration(pastSeconds)} past</span>
          </li>
        ))}
      </ul>
      {quiet > 0 && (
        <p className="quiet">
          {plural(quiet, "visit")} without a scan for {formatDuration(live.quietAfterSeconds)} or
          more: they may have left.
        </p>
      )}
    </section>
  );
};
