import { feedsSchema } from "@throughline/shared/upload-api.ts";
import { defaultWardSettings } from "@throughline/shared/ward.ts";
import { wardSettingsResponseSchema } from "@throughline/shared/ward-api.ts";
import type { ReactNode } from "react";
import { Link, useLocation, useSearchParams } from "wouter";
import { clinicalPath } from "../../cache/clinical.ts";
import { useAnswer } from "../../cache/use-answer.ts";
import { FailureNotice } from "../../ui/failure-notice.tsx";
import { FeedsTable } from "../../ui/files/feeds-table.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import "../settings.css";
import { FeedEditor } from "./feed-editor.tsx";
import "./feeds.css";
import { NewFeed } from "./new-feed.tsx";

const FEEDS_MS = 30_000;

/** The feeds: all of them, or one to be set up. */
export const FeedsPage = ({ site, timeZone }: { site: string; timeZone: string }): ReactNode => {
  const [params] = useSearchParams();
  const [, navigate] = useLocation();
  const feeds = useAnswer(clinicalPath(site, "/feeds"), feedsSchema, { everyMs: () => FEEDS_MS });
  const wards = useAnswer(clinicalPath(site, "/ward-settings"), wardSettingsResponseSchema);
  const name = params.get("feed");
  const all = `/staff/settings/feeds?site=${site}`;
  const hrefOf = (feed: { name: string }) => `${all}&feed=${feed.name}`;
  const shown = feeds.known?.value.feeds.find((feed) => feed.name === name);
  return (
    <>
      <div className="page-head">
        <h1>Feeds {name !== null && <span className="page-subject">{name}</span>}</h1>
        {name !== null && (
          <Link className="back-link" href={all}>
            All feeds
          </Link>
        )}
      </div>
      {feeds.failure && <FailureNotice failure={feeds.failure} onRetry={feeds.reload} />}
      {feeds.loading && <p className="quiet">Loading…</p>}
      {feeds.known && name === null && (
        <div className="stack">
          <Section title="All feeds">
            <FeedsTable feeds={feeds.known.value.feeds} timeZone={timeZone} hrefOf={hrefOf} />
          </Section>
          <Section title="Another feed">
            <NewFeed
              site={site}
              onMade={(made) => {
                feeds.reload();
                navigate(hrefOf({ name: made }));
                window.scrollTo(0, 0);
              }}
            />
          </Section>
        </div>
      )}
      {feeds.known && name !== null && !shown && !feeds.failure && (
        <Notice meaning="unknown" title={`There is no feed called ${name}.`}>
          <Link className="row-link" href={all}>
            All feeds
          </Link>
        </Notice>
      )}
      {shown && (
        <FeedEditor
          key={`${site} ${shown.name}`}
          site={site}
          feed={shown}
          timeZone={timeZone}
          counting={(wards.known?.value.settings ?? defaultWardSettings).counting}
          onChanged={feeds.reload}
        />
      )}
    </>
  );
};
