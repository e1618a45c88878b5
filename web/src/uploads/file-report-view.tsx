import { type Encoding, encodings } from "@throughline/shared/feed-profile.ts";
import { type UploadReport, uploadReportSchema } from "@throughline/shared/upload-api.ts";
import { type ReactNode, useEffect, useRef } from "react";
import { Link } from "wouter";
import { clinicalPath } from "../cache/clinical.ts";
import { useAnswer } from "../cache/use-answer.ts";
import { Facts } from "../ui/facts.tsx";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { delimiterWords, encodingWords, kindWords } from "../ui/files/file-words.ts";
import { IssueTable } from "../ui/files/issue-table.tsx";
import { Remarks } from "../ui/files/remarks.tsx";
import { formatCount, formatDuration, formatFullTime, plural } from "../ui/format.ts";
import { Notice } from "../ui/notice.tsx";
import { Section } from "../ui/section.tsx";
import { Tag } from "../ui/tag.tsx";
import {
  asOfWords,
  countsInWords,
  formatBytes,
  heldUpInWords,
  isSettled,
  meaningOf,
  senderWords,
  stateInWords,
  wentInBefore,
} from "./file-words.ts";

const FIRST_MS = 500;
const LONGEST_MS = 10_000;

interface Props {
  site: string;
  fileId: string;
  timeZone: string;
  onClose: () => void;
}

/** What became of one file; asks less and less often until it is settled. */
export const FileReportView = ({ site, fileId, timeZone, onClose }: Props): ReactNode => {
  const asked = useRef(0);
  const path = `/uploads/${encodeURIComponent(fileId)}`;
  const answer = useAnswer(clinicalPath(site, path), uploadReportSchema, {
    everyMs: (report) => {
      if (report && isSettled(report)) return null;
      asked.current += 1;
      return Math.min(LONGEST_MS, FIRST_MS * 1.3 ** asked.current);
    },
  });
  const report = answer.known?.value;
  // It stands above what led to it.
  useEffect(() => {
    document.getElementById("report")?.scrollIntoView();
  }, []);
  return (
    <Section id="report" title="Report" wide>
      {answer.failure?.status === 404 ? (
        <Notice meaning="unknown" title="No file has this number.">
          <p>Look for it among the files that came, below.</p>
        </Notice>
      ) : (
        answer.failure && <FailureNotice failure={answer.failure} onRetry={answer.reload} />
      )}
      {answer.loading && <p className="quiet">Loading…</p>}
      {report && (
        <Report
          report={report}
          timeZone={timeZone}
          feedHref={(feed) => `/staff/settings/feeds?site=${site}&feed=${feed}`}
          rejectedHref={`/api/v1${clinicalPath(site, `${path}/rejected.csv`)}`}
        />
      )}
      <p>
        <button type="button" className="button" onClick={onClose}>
          Close the report
        </button>
      </p>
    </Section>
  );
};

const readAs = ({ encoding, delimiter }: UploadReport) =>
  encoding &&
  [
    encodings.includes(encoding as Encoding) ? encodingWords[encoding as Encoding] : encoding,
    delimiter && `${delimiterWords[delimiter]}s between`,
  ]
    .filter(Boolean)
    .join(", ");

interface ReportProps {
  report: UploadReport;
  timeZone: string;
  feedHref: (feed: string) => string;
  rejectedHref: string;
}

const Report = ({ report, timeZone, feedHref, rejectedHref }: ReportProps) => {
  const { problem, counts, rejected, remarks, heldUp } = report;
  const time = (at: string | null) => at && formatFullTime(at, timeZone);
  return (
    <>
      <div className="report-head" role="status">
        <h3>
          <bdi>{report.name || report.fileId}</bdi>
        </h3>
        <Tag meaning={meaningOf(report)}>{stateInWords(report)}</Tag>
        {report.state !== "awaited" && <p>{countsInWords(report)}</p>}
      </div>
      {problem && (
        <Notice meaning="overdue" title={problem.sentence}>
          <p>{wentInBefore(report)}</p>
        </Notice>
      )}
      {heldUp && (
        <Notice
          meaning="overdue"
          title={`Taking this file in ${heldUpInWords(heldUp)}, first on ${time(heldUp.since)}.`}
        >
          <p>
            The cause lies with the server, not with the file. It is kept and tried again by itself,
            with growing pauses and when the server starts; nothing has to be sent again, and other
            files go on. If this lasts, tell who runs the server: its log says why.
          </p>
        </Notice>
      )}
      <Facts
        facts={[
          ["Kind", report.kind && kindWords[report.kind]],
          [
            "Feed",
            report.feed && (
              <Link className="row-link" href={feedHref(report.feed)}>
                {report.feed}
              </Link>
            ),
          ],
          [
            "As of",
            report.asOf &&
              `${time(report.asOf)}${report.asOfFrom ? `, ${asOfWords[report.asOfFrom]}` : ""}`,
          ],
          ["Holds", report.kind && (report.full ? "everything that there is" : "what changed")],
          ["Came", time(report.receivedAt)],
          ["Sent by", senderWords[report.sentBy]],
          ["Size", report.size === null ? null : formatBytes(report.size)],
          ["Read as", readAs(report)],
          ["Columns that are not read", report.extraColumns.join(", ") || null],
          [
            "Read in",
            report.startedAt && report.finishedAt
              ? formatDuration(
                  (Date.parse(report.finishedAt) - Date.parse(report.startedAt)) / 1000,
                )
              : null,
          ],
        ]}
      />
      <Remarks remarks={remarks} />
      {counts.rejected > 0 && (
        <>
          <h3>{plural(counts.rejected, "row was", "rows were")} rejected</h3>
          <p className="quiet">
            The download is the same file with these rows alone and a column with the reason. Mend
            them there and send it again: they go in, and nothing stands there twice.
            {report.asOf &&
              (report.asOfFrom === "receipt" || report.asOfFrom === "upload") &&
              ` Say then that it holds as of ${time(report.asOf)}, so that it does not pass for newer than files that came since.`}
          </p>
          <p>
            <a className="button" href={rejectedHref} download>
              Download the rejected rows
            </a>
          </p>
          <IssueTable issues={rejected} />
          {rejected.length > 0 && rejected.length < counts.rejected && (
            <p className="quiet">
              The first {formatCount(rejected.length)} of {formatCount(counts.rejected)}; all of
              them are in the download.
            </p>
          )}
        </>
      )}
      {!problem && report.state === "done" && counts.rows === 0 && (
        <p className="quiet">It holds a header and no row.</p>
      )}
    </>
  );
};
