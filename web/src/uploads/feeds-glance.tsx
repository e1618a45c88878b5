import type { ListedFeed } from "@throughline/shared/upload-api.ts";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { AnswerState } from "../cache/use-answer.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { type Column, FigureTable } from "../ui/figure-table.tsx";
import { kindWords } from "../ui/files/file-words.ts";
import { formatAge, formatFullTime, NOTHING } from "../ui/format.ts";
import { Tag } from "../ui/tag.tsx";
import { useNow } from "../ui/use-now.ts";
import { formatEvery } from "./file-words.ts";

interface Props {
  state: AnswerState<{ feeds: ListedFeed[] }>;
  site: string;
  timeZone: string;
}

/** When the last good file of each feed came, how often they usually come, and which are silent. */
export const FeedsGlance = ({ state, site, timeZone }: Props): ReactNode => {
  const nowMs = useNow(30_000);
  const columns: Column<ListedFeed>[] = [
    { name: "feed", heading: "Feed", value: ({ name }) => name },
    { name: "kind", heading: "Kind", value: ({ kind }) => kindWords[kind] },
    {
      name: "last",
      heading: "Last good file",
      value: ({ lastGoodAt }) => lastGoodAt,
      show: ({ lastGoodAt }) =>
        lastGoodAt
          ? `${formatFullTime(lastGoodAt, timeZone)}, ${formatAge(nowMs - Date.parse(lastGoodAt))}`
          : "Never",
    },
    {
      name: "usual",
      heading: "Usually",
      value: ({ usualMinutes }) => usualMinutes,
      show: ({ usualMinutes }) => (usualMinutes === null ? NOTHING : formatEvery(usualMinutes)),
    },
    {
      name: "reaches",
      heading: "Reaches to",
      value: ({ reachesTo }) => reachesTo,
      show: ({ reachesTo }) => (reachesTo ? formatFullTime(reachesTo, timeZone) : NOTHING),
    },
    {
      name: "state",
      heading: "State",
      value: ({ silentSince }) => silentSince,
      show: ({ silentSince, inUse }) =>
        !inUse ? (
          <Tag meaning="unknown">Not in use</Tag>
        ) : silentSince ? (
          <Tag meaning="overdue">Silent since {formatFullTime(silentSince, timeZone)}</Tag>
        ) : (
          "As it should be"
        ),
    },
  ];
  return (
    <>
      {state.failure && <FailureNotice failure={state.failure} onRetry={state.reload} />}
      {state.known && (
        <FigureTable
          caption="Feeds"
          wide
          columns={columns}
          rows={state.known.value.feeds}
          rowKey={({ name }) => name}
          empty="A feed appears with its first file, or when it is made in the settings."
        />
      )}
      <p>
        <Link className="row-link" href={`/staff/settings/feeds?site=${site}`}>
          Set feeds up
        </Link>
      </p>
    </>
  );
};
