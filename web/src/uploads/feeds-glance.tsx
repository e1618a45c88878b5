import type { ListedFeed } from "@throughline/shared/upload-api.ts";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { AnswerState } from "../cache/use-answer.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { FeedsTable } from "../ui/files/feeds-table.tsx";

interface Props {
  state: AnswerState<{ feeds: ListedFeed[] }>;
  site: string;
  timeZone: string;
}

/** Where files come from, and whether they do. */
export const FeedsGlance = ({ state, site, timeZone }: Props): ReactNode => {
  const settings = `/staff/settings/feeds?site=${site}`;
  return (
    <>
      {state.failure && <FailureNotice failure={state.failure} onRetry={state.reload} />}
      {state.known && (
        <FeedsTable
          feeds={state.known.value.feeds}
          timeZone={timeZone}
          hrefOf={({ name }) => `${settings}&feed=${name}`}
        />
      )}
      <p>
        <Link className="row-link" href={settings}>
          Set feeds up
        </Link>
      </p>
    </>
  );
};
