import { compareBeds, NO_WARD } from "@throughline/shared/ward.ts";
import type { WardList } from "@throughline/shared/ward-api.ts";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useWardList } from "../cache/ward-cache/use-ward.ts";
import { useWardJournal } from "../cache/ward-cache/use-ward-journal.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { formatCount, plural } from "../ui/format.ts";
import { Notice } from "../ui/notice.tsx";
import { useNow } from "../ui/use-now.ts";
import { JournalNotice } from "./journal-notice.tsx";
import { judgeAge } from "./rules/judge-age.ts";
import { SilentFeeds } from "./silent-feeds.tsx";
import "./ward.css";
import { wardName } from "../ui/ward-name.ts";
import { wardHref } from "./ward-address.ts";
import { WardAge, WardOld } from "./ward-head.tsx";

/** All wards of a site with what waits on each; those without a ward are one of them. */
export const WardsPage = ({ site, timeZone }: { site: string; timeZone: string }): ReactNode => {
  const { kept, failure, live, loading, reload } = useWardList(site);
  const journal = useWardJournal();
  const nowMs = useNow(1000) + (kept?.offsetMs ?? 0);
  const list = kept?.list;
  const age = list && judgeAge(list, nowMs);
  return (
    <div className="ward">
      <div className="page-head ward-head">
        <h1>Wards</h1>
        {list && age && (
          <WardAge
            snapshot={{ ...list, timeZone }}
            age={age}
            nowMs={nowMs}
            live={live}
            failed={failure !== undefined}
          />
        )}
      </div>
      {list && age && <WardOld snapshot={{ ...list, timeZone }} age={age} nowMs={nowMs} counts />}
      <JournalNotice journal={journal} site={site} />
      {failure && (
        <FailureNotice
          failure={failure}
          onRetry={reload}
          {...(list && { kept: "This is what was last known." })}
        />
      )}
      {loading && <p className="quiet">Loading the wards…</p>}
      {list && <SilentFeeds feeds={list.feeds} timeZone={timeZone} nowMs={nowMs} />}
      {list && list.monitorFailed > 0 && (
        <Notice
          meaning="overdue"
          title={`The monitor’s last look failed for ${plural(list.monitorFailed, "stay or feed", "stays or feeds")}.`}
        >
          <p>
            It tries again each minute. Beds that are due are shown all the same; messages about
            them may be late. If this stays, tell whoever runs the server: its log says why.
          </p>
        </Notice>
      )}
      {list?.wards.every(({ beds }) => beds === 0) && (
        <section className="card empty">
          <h2>No patient lies on any ward</h2>
          <p>
            As far as the files say. Wards and beds appear here when a file of patients and
            admissions has come in; a file of lab tests tells who was tested. Every minute the
            monitor then looks which beds are overdue.
          </p>
          <p>
            <Link className="button button-main" href={`/staff/uploads?site=${site}`}>
              Send a file
            </Link>
          </p>
        </section>
      )}
      <ul className="ward-list">
        {list &&
          [...list.wards]
            .sort(
              (one, other) =>
                Number(one.ward === NO_WARD) - Number(other.ward === NO_WARD) ||
                compareBeds(one.ward, other.ward),
            )
            .map((ward) => <Ward key={ward.ward} site={site} ward={ward} />)}
      </ul>
    </div>
  );
};

const Ward = ({ site, ward }: { site: string; ward: WardList["wards"][number] }) => (
  <li className={`ward-card${ward.open > 0 ? " ward-card-overdue" : ""}`}>
    <h2>
      <Link href={wardHref(site, ward.ward)}>
        <bdi>{wardName(ward.ward)}</bdi>
      </Link>
    </h2>
    <p className="ward-card-open">
      <span className="ward-card-figure">{formatCount(ward.open)}</span> overdue
      {ward.unconfirmed > 0 && (
        <span className="quiet"> ({formatCount(ward.unconfirmed)} unconfirmed)</span>
      )}
    </p>
    <p className="quiet">
      {formatCount(ward.inHand)} in hand · {formatCount(ward.soon)} due within 6 h ·{" "}
      {plural(ward.beds, "bed")}
    </p>
  </li>
);
