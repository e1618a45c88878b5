import type { SettingsResponse } from "@throughline/shared/api.ts";
import { type Live, liveSchema } from "@throughline/shared/live.ts";
import type { SiteSettings } from "@throughline/shared/site.ts";
import type { ReactNode } from "react";
import { type Known, useAnswer } from "../cache/use-answer.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { FigureCard } from "../ui/figure-card.tsx";
import {
  formatAge,
  formatCount,
  formatDay,
  formatTimeOfDay,
  NOTHING,
  plural,
} from "../ui/format.ts";
import { Freshness } from "../ui/freshness.tsx";
import { MissedTargetList } from "../ui/missed-target-list.tsx";
import { useNow } from "../ui/use-now.ts";
import { useWakeLock } from "../ui/use-wake-lock.ts";
import "./board.css";
import { LongestWaits } from "./longest-waits.tsx";
import type { Breach } from "./new-breaches.ts";
import { PastTarget } from "./past-target.tsx";
import { Stations } from "./stations.tsx";
import { useBreaches } from "./use-breaches.ts";

/** A scan moves the board within five seconds. */
const EVERY_MS = 3_000;
/** Older than this is not now any more, even where no attempt has failed yet. */
const OLD_MS = 20_000;

/** The live board of a site: who is where at this moment, readable from a distance. */
export const BoardPage = ({
  site,
  settings,
}: {
  site: string;
  settings: SettingsResponse;
}): ReactNode => {
  const { known, failure, loading, reload } = useAnswer(`/sites/${site}/flow/live`, liveSchema, {
    everyMs: () => EVERY_MS,
  });
  useWakeLock();
  const { latest, sounds, toggleSound } = useBreaches(known?.value);
  return (
    <div className="board">
      <p className="print-only">
        The board shows this moment, and small counts with it: it is for a screen, not for paper.
      </p>
      <div className="page-head">
        <h1>
          Now <span className="page-subject">at {settings.settings.name}</span>
        </h1>
        {known && (
          <Freshness
            asOf={known.value.asOf}
            fetchedAtMs={known.fetchedAtMs}
            timeZone={known.value.timeZone}
            live
            stale={failure !== undefined}
          />
        )}
        <button
          type="button"
          className="button screen-only"
          title="A sound when somebody goes past a target"
          onClick={toggleSound}
        >
          {sounds ? "Turn sound off" : "Turn sound on"}
        </button>
      </div>
      <p className="visually-hidden" role="status">
        {describeBreaches(latest)}
      </p>
      {known && <Age known={known} failed={failure !== undefined} />}
      {failure && (
        <FailureNotice
          failure={failure}
          onRetry={reload}
          {...(known && {
            kept: "The board shows what was last known. It goes on by itself when the server answers.",
          })}
        />
      )}
      {loading && <p className="quiet">Loading the board…</p>}
      {known && <Figures live={known.value} settings={settings.settings} />}
    </div>
  );
};

const describeBreaches = (breaches: Breach[]) =>
  breaches
    .map(({ from, to, n }) => `${plural(n, "visit")} newly past the target from ${from} to ${to}.`)
    .join(" ");

/** Says over the whole width that this is not now. */
const Age = ({ known, failed }: { known: Known<Live>; failed: boolean }) => {
  const { value, fetchedAtMs } = known;
  const ageMs = useNow(1000) - fetchedAtMs;
  return ageMs < OLD_MS && !failed ? null : (
    <p className="board-old">
      Not live. As of {formatDay(value.day)}, {formatTimeOfDay(value.asOf, value.timeZone)}:{" "}
      {formatAge(ageMs)}.
    </p>
  );
};

const Figures = ({
  live,
  settings: { stations, targets },
}: {
  live: Live;
  settings: Pick<SiteSettings, "stations" | "targets">;
}) => {
  const hasTargets = targets.length > 0;
  const past = live.pastTarget.reduce((sum, { waits }) => sum + waits.length, 0);
  return (
    <>
      <div className="board-headline">
        <FigureCard label="Inside now" figure={formatCount(live.inside)}>
          <p>Visits that have not finished</p>
        </FigureCard>
        <FigureCard label="Past target" figure={hasTargets ? formatCount(past) : NOTHING}>
          <p>
            {hasTargets ? "Waiting longer than a step is meant to take" : "No step has a target"}
          </p>
        </FigureCard>
        <FigureCard label="Visits today" figure={formatCount(live.visits)}>
          <p>Of {formatDay(live.day)}, finished ones too</p>
        </FigureCard>
      </div>
      <MissedTargetList missed={live.missedTargets} />
      <div className="board-body">
        <section aria-label="Where they are">
          <Stations live={live} stations={stations} />
        </section>
        <div className="board-lists">
          <section className="card">
            <h2>Past target now</h2>
            <PastTarget live={live} hasTargets={hasTargets} />
          </section>
          <section className="card">
            <h2>Longest waits now</h2>
            <LongestWaits live={live} />
          </section>
        </div>
      </div>
    </>
  );
};
