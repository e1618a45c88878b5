import type { encodings } from "@throughline/shared/feed-profile.ts";
import type { ReactNode } from "react";
import { Facts } from "../ui/facts.tsx";
import { FigureTable } from "../ui/figure-table.tsx";
import { formatCount, formatFullTime, plural } from "../ui/format.ts";
import { Notice } from "../ui/notice.tsx";
import type { Beginning } from "./check-beginning.ts";
import { describeFacts } from "./fact-columns.ts";
import { kindWords } from "./file-words.ts";
import { IssueTable } from "./issue-table.tsx";

const SHOWN = 8;

export const encodingWords: Record<(typeof encodings)[number], string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 (little endian)",
  "utf-16be": "UTF-16 (big endian)",
  "windows-1252": "windows-1252 (Latin-1)",
};

const list = (names: readonly string[]) => <bdi>{names.join(", ")}</bdi>;

/** What a file's header and first rows tell, before anything is sent. */
export const BeginningTold = (props: { beginning: Beginning; timeZone: string }): ReactNode => {
  const { beginning, timeZone } = props;
  const { header, rows, rejected, remarks, problem, whole, asOf, encoding } = beginning;
  const shown = rows.slice(0, SHOWN);
  const names = shown[0] ? describeFacts(shown[0].facts, timeZone).map(([name]) => name) : [];
  const read = rows.length + rejected.length;
  return (
    <>
      {problem && (
        <Notice meaning="overdue" title={problem.sentence} urgent>
          <p>
            {header
              ? "The rows before that would go in."
              : "Nothing of this file would go in, so it is not sent."}
          </p>
        </Notice>
      )}
      {header && (
        <Facts
          facts={[
            ["Kind", kindWords[header.kind]],
            ["Columns", list(header.names.filter((name) => !header.extra.includes(name)))],
            ["Not in the file", header.absent.length > 0 ? list(header.absent) : null],
            ["Not read", header.extra.length > 0 ? list(header.extra) : null],
            ["Read as", encoding ? encodingWords[encoding] : null],
            ["As of", asOf && formatFullTime(asOf, timeZone)],
          ]}
        />
      )}
      {remarks.length > 0 && (
        <ul className="plain-list quiet">
          {remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
      {shown.length > 0 && (
        <>
          <h3>How its rows will be read</h3>
          <FigureTable
            caption="First rows"
            wide
            columns={[
              { name: "line", heading: "Line", value: ({ line }) => line },
              ...names.map((name, index) => ({
                name,
                heading: name,
                value: ({ facts }: (typeof shown)[number]) =>
                  describeFacts(facts, timeZone)[index]?.[1] ?? null,
              })),
            ]}
            rows={shown}
            rowKey={({ line }) => String(line)}
          />
        </>
      )}
      {rejected.length > 0 && (
        <>
          <h3>
            {whole ? "" : `Of the first ${formatCount(read)} rows, `}
            {plural(rejected.length, "row", "rows")} would be rejected
          </h3>
          <IssueTable issues={rejected.slice(0, 50)} />
        </>
      )}
    </>
  );
};
