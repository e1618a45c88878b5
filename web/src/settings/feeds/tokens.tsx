import {
  type ListedFeed,
  type NewFeedToken,
  newFeedTokenSchema,
} from "@throughline/shared/upload-api.ts";
import { type ReactNode, useState } from "react";
import * as z from "zod/mini";
import { clinicalPath } from "../../cache/clinical.ts";
import { requestAsStaff } from "../../cache/session.ts";
import type { Failure } from "../../cache/use-answer.ts";
import { FailureNotice } from "../../ui/failure-notice.tsx";
import { type Column, FigureTable } from "../../ui/figure-table.tsx";
import { formatFullTime } from "../../ui/format.ts";
import { NewToken } from "./new-token.tsx";
import { RevokeButton } from "./revoke-button.tsx";

type Token = ListedFeed["tokens"][number];

interface Props {
  site: string;
  feed: ListedFeed;
  timeZone: string;
  onChanged: () => void;
}

/** What systems send a feed's files with. */
export const Tokens = ({ site, feed, timeZone, onChanged }: Props): ReactNode => {
  const [made, setMade] = useState<NewFeedToken>();
  const [making, setMaking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const path = `/feeds/${feed.name}/tokens`;
  const make = async () => {
    setMaking(true);
    const answer = await requestAsStaff(clinicalPath(site, path), {
      method: "POST",
      read: (json) => z.parse(newFeedTokenSchema, json),
    });
    setMaking(false);
    setFailure(answer.ok ? undefined : answer);
    if (!answer.ok) return;
    setMade(answer.value);
    onChanged();
  };
  const revoke = async ({ id }: Token) => {
    const answer = await requestAsStaff(clinicalPath(site, `${path}/${id}`), {
      method: "DELETE",
      read: () => true,
    });
    // One that is gone already is as it should be.
    const done = answer.ok || answer.code === "NOT_FOUND";
    if (!done) return false;
    if (made?.id === id) setMade(undefined);
    onChanged();
    return true;
  };
  const columns: Column<Token>[] = [
    {
      name: "id",
      heading: "Token",
      value: ({ id }) => id,
      show: ({ id }) => <code>{id}</code>,
    },
    {
      name: "made",
      heading: "Made",
      value: ({ createdAt }) => createdAt,
      show: ({ createdAt }) => formatFullTime(createdAt, timeZone),
    },
    {
      name: "used",
      heading: "Last used",
      value: ({ usedAt }) => usedAt,
      show: ({ usedAt }) => (usedAt ? formatFullTime(usedAt, timeZone) : "Never"),
    },
    {
      name: "revoke",
      heading: "Revoke",
      value: () => 0,
      show: (token) => <RevokeButton id={token.id} revoke={() => revoke(token)} />,
    },
  ];
  return (
    <>
      <p className="quiet">
        A token sends files of this feed and reads their reports, and nothing else. Make the new one
        before you revoke the old one, and no file is missed. A revoked one is refused at once.
      </p>
      {made && <NewToken token={made} kind={feed.kind} />}
      <FigureTable
        caption="Tokens"
        columns={columns}
        rows={feed.tokens}
        rowKey={({ id }) => id}
        empty="No token yet. Make one for each system that sends this feed's files."
      />
      {failure && <FailureNotice failure={failure} kept="No token was made." />}
      <p>
        <button type="button" className="button" disabled={making} onClick={make}>
          {making ? "Making…" : "Make a token"}
        </button>
      </p>
    </>
  );
};
