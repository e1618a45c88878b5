import { initialsOf } from "@throughline/shared/patient.ts";
import { type CSSProperties, type ReactNode, useEffect } from "react";
import { Link } from "wouter";
import { formatCount } from "../ui/format.ts";
import { useWakeLock } from "../ui/use-wake-lock.ts";
import { notifyHidden } from "./notifications.ts";
import { isOverdue, isUnconfirmed, orderRows } from "./rules/arrange-rows.ts";
import { bedSize } from "./rules/bed-size.ts";
import type { Row } from "./rules/settle-bed.ts";
import { wallColumns } from "./rules/wall-columns.ts";
import { formatAction, formatDue, formatGap } from "./rules/words.ts";
import { SilentFeeds } from "./silent-feeds.tsx";
import { useAlarm } from "./use-alarm.ts";
import { useViews } from "./use-views.ts";
import { useWardScreen } from "./use-ward-screen.ts";
import { useWindowSize } from "./use-window-size.ts";
import { wardHref } from "./ward-address.ts";
import { WardFailure } from "./ward-failure.tsx";
import { WardAge, WardOld } from "./ward-head.tsx";
import { shapeOf } from "./ward-row.tsx";
import "./ward.css";
import "./wall.css";
import { wardName } from "../ui/ward-name.ts";

/**
 * The whole ward at a glance from across the room; visitors may see it, so it names nobody. A newer
 * version starts by itself, for nobody may come by for weeks; but where the sound is on, it would be
 * off then, so somebody is asked to press a button.
 */
export const WallScreen = ({
  site,
  ward,
  onUpdate,
}: {
  site: string;
  ward: string;
  /** Starts a newer version of this page, where one is ready. */
  onUpdate: (() => void) | undefined;
}): ReactNode => {
  const { followed, snapshot, journal, nowMs, rows, head } = useWardScreen(site, ward);
  const shown = orderRows(rows, "bed");
  const unconfirmed = rows.filter((row) => isOverdue(row) && isUnconfirmed(row)).length;
  const { width, height } = useWindowSize();
  const alarm = useAlarm(ward, snapshot, rows, notifyHidden);
  useViews(journal.sync, site, "wall", snapshot, shown);
  useWakeLock();
  const startsByItself = onUpdate !== undefined && !alarm.sounds;
  useEffect(() => {
    if (startsByItself) onUpdate();
  }, [startsByItself, onUpdate]);
  return (
    <main className="wall" id="content" tabIndex={-1}>
      <header className="wall-head">
        <h1>
          <bdi>{wardName(ward)}</bdi>
        </h1>
        <p className="wall-figure">
          <strong>{snapshot ? formatCount(rows.filter(isOverdue).length) : "–"}</strong> overdue
          {unconfirmed > 0 && (
            <span className="wall-unconfirmed"> ({formatCount(unconfirmed)} unconfirmed)</span>
          )}
        </p>
        {head && <WardAge {...head} />}
        <div className="button-row wall-tools">
          {onUpdate && alarm.sounds && (
            <button type="button" className="button" onClick={onUpdate}>
              Use the new version
            </button>
          )}
          <button type="button" className="button" onClick={alarm.toggleSound}>
            {alarm.sounds ? "Turn sound off" : "Turn sound on"}
          </button>
          <Link className="button" href={wardHref(site, ward)}>
            Leave
          </Link>
        </div>
      </header>
      <p className="visually-hidden" role="status">
        {alarm.said}
      </p>
      <div className="wall-notes">
        {head && <WardOld {...head} />}
        {snapshot && (
          <SilentFeeds feeds={snapshot.feeds} timeZone={snapshot.timeZone} nowMs={nowMs} />
        )}
        {followed.loading && <p role="status">Loading the ward…</p>}
        {!snapshot && followed.failure && (
          <WardFailure failure={followed.failure} onRetry={followed.reload} />
        )}
      </div>
      <ul
        className="wall-beds"
        aria-label="Beds"
        style={{ "--wall-columns": wallColumns(shown.length, width, height) } as CSSProperties}
      >
        {snapshot &&
          shown.map((row) => (
            <WallBed
              key={row.key}
              row={row}
              nowMs={nowMs}
              showsInitials={snapshot.policy.showInitials}
            />
          ))}
      </ul>
    </main>
  );
};

/** In few words, and without anybody's own: a reason may tell of the patient. */
const states: Partial<Record<Row["standing"], string>> = {
  snoozed: "snoozed",
  "no-tests": "no tests",
  escalated: "escalated",
};

const doneAbout = ({ standing, alert }: Row): string | undefined =>
  standing === "acknowledged" && alert?.action?.type === "acknowledge"
    ? formatAction(alert.action).toLowerCase()
    : undefined;

const WallBed = ({
  row,
  nowMs,
  showsInitials,
}: {
  row: Row;
  nowMs: number;
  showsInitials: boolean;
}) => {
  const { bed, standing } = row;
  const doubtful = isUnconfirmed(row);
  const initials = showsInitials ? initialsOf(bed.patient) : "";
  return (
    <li
      className={`wall-bed ward-${shapeOf(row)}${doubtful ? " wall-doubtful" : ""}`}
      data-stay={row.key}
    >
      <span className="ward-shape" aria-hidden="true" />
      <span className={`wall-number wall-${bedSize(`${bed.admission.bed} ${initials}`.trim())}`}>
        <bdi>{bed.admission.bed || "–"}</bdi>
        {initials && (
          <>
            {" "}
            <bdi className="wall-initials">{initials}</bdi>
          </>
        )}
      </span>
      <span className="wall-gap">{bed.lastTest ? formatGap(bed.sinceAt, nowMs) : "never"}</span>
      <span className="wall-state">
        {[
          doneAbout(row) ??
            states[standing] ??
            (doubtful ? undefined : formatDue(bed.dueAt, nowMs)),
          doubtful && "unconfirmed",
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
    </li>
  );
};
