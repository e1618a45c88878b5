import type { ListedFeed } from "@throughline/shared/upload-api.ts";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { type Column, FigureTable } from "../figure-table.tsx";
import { formatAge, formatFullTime, NOTHING, plural } from "../format.ts";
import { Tag } from "../tag.tsx";
import { useNow } from "../use-now.ts";
import { formatEvery, formatInterval, kindWords } from "./file-words.ts";

interface Props {
  feeds: readonly ListedFeed[];
  timeZone: string;
  /** Where a feed is set up. */
  hrefOf: (feed: ListedFeed) => string;
}

/** When the last good file of each feed came, how often they usually come, and what is wrong with it. */
export const FeedsTable = ({ feeds, timeZone, hrefOf }: Props): ReactNode => {
  const nowMs = useNow(30_000);
  const columns: Column<ListedFeed>[] = [
    {
      name: "feed",
      heading: "Feed",
      value: ({ name }) => name,
      show: (feed) => (
        <Link className="row-link" href={hrefOf(feed)}>
          {feed.name}
        </Link>
      ),
    },
    {
      name: "state",
      heading: "State",
      value: ({ silentSince }) => silentSince,
      show: (feed) => <State feed={feed} timeZone={timeZone} />,
    },
    {
      name: "kind",
      heading: "Its files",
      value: ({ kind }) => kindWords[kind],
      show: ({ kind, profile }) => (
        <>
          {kindWords[kind]}
          <span className="row-note quiet">
            {profile.holds === "everything" ? "everything there is" : "what changed"}
          </span>
        </>
      ),
    },
    {
      name: "last",
      heading: "Last good file",
      value: ({ lastGoodAt }) => lastGoodAt,
      show: ({ lastGoodAt }) =>
        lastGoodAt ? (
          <>
            {formatAge(nowMs - Date.parse(lastGoodAt))}
            <span className="row-note quiet">{formatFullTime(lastGoodAt, timeZone)}</span>
          </>
        ) : (
          "Never"
        ),
    },
    {
      name: "usual",
      heading: "Usually",
      value: ({ usualMinutes }) => usualMinutes,
      show: ({ usualMinutes }) => (usualMinutes === null ? NOTHING : formatEvery(usualMinutes)),
    },
    {
      name: "silence",
      heading: "Silent after",
      value: ({ maxSilenceMinutes }) => maxSilenceMinutes,
      show: ({ maxSilenceMinutes }) =>
        maxSilenceMinutes === null ? "Never" : formatInterval(maxSilenceMinutes),
    },
    {
      name: "reaches",
      heading: "Reaches to",
      value: ({ reachesTo }) => reachesTo,
      show: ({ reachesTo }) => (reachesTo ? formatFullTime(reachesTo, timeZone) : NOTHING),
    },
  ];
  return (
    <FigureTable
      caption="Feeds"
      wide
      columns={columns}
      rows={feeds}
      rowKey={({ name }) => name}
      empty="A feed appears with its first file, or when it is made in the settings."
    />
  );
};

const State = (props: { feed: ListedFeed; timeZone: string }) => {
  const { inUse, silentSince, lastGoodAt, unknownStatuses, heldUp } = props.feed;
  return (
    <>
      {!inUse ? (
        <Tag meaning="unknown">Not in use</Tag>
      ) : silentSince ? (
        <Tag meaning="overdue">Silent since {formatFullTime(silentSince, props.timeZone)}</Tag>
      ) : lastGoodAt ? (
        "Files come"
      ) : (
        "Awaits its first file"
      )}
      {heldUp && (
        <>
          {" "}
          <Tag meaning="overdue">
            {plural(heldUp.files, "file")} held up since{" "}
            {formatFullTime(heldUp.since, props.timeZone)}
          </Tag>
        </>
      )}
      {unknownStatuses.length > 0 && (
        <>
          {" "}
          <Tag meaning="soon">
            {plural(unknownStatuses.length, "unknown status", "unknown statuses")}
          </Tag>
        </>
      )}
    </>
  );
};
