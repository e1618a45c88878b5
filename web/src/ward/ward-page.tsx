import { type ReactNode, useMemo, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { plural } from "../ui/format.ts";
import { useWakeLock } from "../ui/use-wake-lock.ts";
import { BedDialog } from "./dialog/bed-dialog.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { JournalNotice } from "./journal-notice.tsx";
import { notifyHidden } from "./notifications.ts";
import { findSameSurnames, isFound, isOverdue, orderRows, passes } from "./rules/arrange-rows.ts";
import { SilentFeeds } from "./silent-feeds.tsx";
import { useAlarm } from "./use-alarm.ts";
import { useHeldElement } from "./use-held-element.ts";
import { useHeldRows } from "./use-held-rows.ts";
import { useOpenRow } from "./use-open-row.ts";
import { useViews } from "./use-views.ts";
import { useWardScreen } from "./use-ward-screen.ts";
import "./ward.css";
import { wardName } from "../ui/ward-name.ts";
import { readWardView, type WardView, wardHref, writeWardView } from "./ward-address.ts";
import { WardFailure } from "./ward-failure.tsx";
import { WardAge, WardOld } from "./ward-head.tsx";
import { WardRow } from "./ward-row.tsx";
import { WardTools } from "./ward-tools.tsx";

/** A ward on its tablet: all beds, the longest overdue first, and what may be done about them. */
export const WardPage = ({ site, ward }: { site: string; ward: string }): ReactNode => {
  const screen = useWardScreen(site, ward);
  const { followed, snapshot, journal, nowMs, rows, head } = screen;
  const [path, navigate] = useLocation();
  const query = useSearch();
  const view = readWardView(query);
  const [search, setSearch] = useState("");
  const [openKey, setOpenKey] = useState<string>();
  useWakeLock();

  const wanted = orderRows(rows, view.order).filter(
    (row) => passes(row, view.filter) && isFound(row, search),
  );
  const held = useHeldRows([view.order, view.filter, search].join("\n"), wanted, rows);
  const sameSurnames = useMemo(() => findSameSurnames(rows), [rows]);
  const listed = held.rows.map(({ row }) => row);
  useViews(journal.sync, site, "tablet", snapshot, listed);
  const alarm = useAlarm(ward, snapshot, rows, notifyHidden);
  const hidden = rows.filter((row) => isOverdue(row) && !listed.includes(row)).length;
  const show = (next: Partial<WardView>) =>
    navigate(`${path}?${writeWardView(query, { ...view, ...next })}`, { replace: true });
  const open = useOpenRow(rows, openKey);

  const notices = useHeldElement(
    <>
      {head && <WardOld {...head} />}
      <JournalNotice journal={journal} site={site} />
      {followed.failure && (
        <WardFailure
          failure={followed.failure}
          onRetry={followed.reload}
          {...(snapshot && {
            kept: "This is what was last known. Hours go on, and what you record here is saved and sent later.",
          })}
        />
      )}
      {snapshot && (
        <SilentFeeds feeds={snapshot.feeds} timeZone={snapshot.timeZone} nowMs={nowMs} />
      )}
    </>,
    held.isHeld,
  );

  return (
    <div className="ward">
      <div className="page-head ward-head">
        <h1>
          <bdi>{wardName(ward)}</bdi>{" "}
          {snapshot && <span className="page-subject">{plural(rows.length, "bed")}</span>}
        </h1>
        {head && <WardAge {...head} />}
      </div>
      <p className="visually-hidden" role="status">
        {alarm.said}
      </p>
      {notices}
      {followed.loading && <p className="quiet">Loading the ward…</p>}
      {snapshot && (
        <>
          <FilterBar
            rows={rows}
            {...view}
            search={search}
            onFilter={(filter) => show({ filter })}
            onOrder={(order) => show({ order })}
            onSearch={setSearch}
          />
          {hidden > 0 && (
            <p className="ward-hidden" role="status">
              {plural(hidden, "overdue bed is", "overdue beds are")} not in this list.{" "}
              <button
                type="button"
                className="button"
                onClick={() => {
                  setSearch("");
                  show({ filter: "all" });
                }}
              >
                Show all beds
              </button>
            </p>
          )}
          {held.rows.length === 0 ? (
            <p className="ward-empty">
              {rows.length === 0
                ? "No patient lies on this ward, as far as the files say. Patients appear here when a file names them."
                : "No bed is like this."}
            </p>
          ) : (
            <ul
              className="ward-rows"
              aria-label="Beds"
              onPointerDownCapture={held.onTouch}
              onPointerUpCapture={held.onTouch}
              onKeyDownCapture={held.onTouch}
            >
              {held.rows.map(({ row, gone }) => (
                <WardRow
                  key={row.key}
                  row={row}
                  gone={gone}
                  timeZone={snapshot.timeZone}
                  nowMs={nowMs}
                  sameSurname={sameSurnames.get(row.key) ?? []}
                  onOpen={() => setOpenKey(row.key)}
                />
              ))}
            </ul>
          )}
          <WardTools site={site} ward={ward} alarm={alarm} />
        </>
      )}
      <p className="ward-ways screen-only">
        <Link className="button" href={wardHref(site, ward, "wall")}>
          Show as wall screen
        </Link>
        <Link className="button" href={`/staff/wards?site=${site}`}>
          All wards
        </Link>
      </p>
      {open && snapshot && (
        <BedDialog
          row={open.row}
          gone={open.gone}
          snapshot={snapshot}
          sync={journal.sync}
          site={site}
          nowMs={nowMs}
          sameSurname={sameSurnames.get(open.row.key) ?? []}
          onClose={() => setOpenKey(undefined)}
        />
      )}
    </div>
  );
};
