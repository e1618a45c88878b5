import type { FileReport } from "@throughline/shared/file-report.ts";
import { uploadsSchema } from "@throughline/shared/upload-api.ts";
import { type ReactNode, useEffect } from "react";
import { Link } from "wouter";
import * as z from "zod/mini";
import { clinicalPath } from "../cache/clinical.ts";
import { useAnswer } from "../cache/use-answer.ts";
import { useMore } from "../cache/use-more.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { type Column, FigureTable } from "../ui/figure-table.tsx";
import { kindWords } from "../ui/files/file-words.ts";
import { formatFullTime, NOTHING } from "../ui/format.ts";
import { LoadMore } from "../ui/load-more.tsx";
import { Tag } from "../ui/tag.tsx";
import { countsInWords, isSettled, meaningOf, stateInWords } from "./file-words.ts";

const BUSY_MS = 3_000;
const QUIET_MS = 30_000;

const readPage = (json: unknown) => {
  const { files, cursor } = z.parse(uploadsSchema, json);
  return { items: files, cursor };
};
const keyOf = ({ fileId }: FileReport) => fileId;

interface Props {
  site: string;
  timeZone: string;
  /** Another one asks anew. */
  newest: string | null;
}

/** The files that came, latest first. */
export const FilesList = ({ site, timeZone, newest }: Props): ReactNode => {
  const path = clinicalPath(site, "/uploads");
  const answer = useAnswer(path, uploadsSchema, {
    everyMs: (value) => (value?.files.every(isSettled) ? QUIET_MS : BUSY_MS),
  });
  const { reload } = answer;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file that was just sent is to be seen at once.
  useEffect(() => {
    if (newest !== null) reload();
  }, [newest]);
  const first = answer.known && {
    items: answer.known.value.files,
    cursor: answer.known.value.cursor,
  };
  const { items, more, loading, failure } = useMore({ path, first, read: readPage, keyOf });
  const columns: Column<FileReport>[] = [
    {
      name: "name",
      heading: "File",
      value: ({ name }) => name,
      show: ({ name, fileId }) => (
        <Link
          className="row-link"
          href={`/staff/uploads?site=${site}&file=${encodeURIComponent(fileId)}`}
        >
          <bdi>{name || fileId}</bdi>
        </Link>
      ),
    },
    {
      name: "state",
      heading: "State",
      value: ({ state }) => state,
      show: (file) => <Tag meaning={meaningOf(file)}>{stateInWords(file)}</Tag>,
    },
    {
      name: "counts",
      heading: "Rows",
      value: ({ counts }) => counts.rows,
      show: (file) => (file.state === "awaited" ? NOTHING : countsInWords(file)),
    },
    {
      name: "received",
      heading: "Came",
      value: ({ receivedAt }) => receivedAt,
      show: ({ receivedAt }) => formatFullTime(receivedAt, timeZone),
    },
    {
      name: "feed",
      heading: "Feed",
      value: ({ feed, kind }) => feed ?? (kind && kindWords[kind]) ?? NOTHING,
    },
    {
      name: "as-of",
      heading: "As of",
      value: ({ asOf }) => asOf,
      show: ({ asOf }) => (asOf ? formatFullTime(asOf, timeZone) : NOTHING),
    },
  ];
  return (
    <>
      {answer.failure && <FailureNotice failure={answer.failure} onRetry={answer.reload} />}
      {answer.loading && <p className="quiet">Loading…</p>}
      {answer.known && (
        <FigureTable
          caption="Files"
          wide
          columns={columns}
          rows={items}
          rowKey={keyOf}
          empty="No file has come yet. Choose one above, or let a system send its files by a feed’s token."
        />
      )}
      <LoadMore more={more} loading={loading} failure={failure} />
    </>
  );
};
