import type { Backtest } from "@throughline/shared/ward-api.ts";
import type { ReactNode } from "react";
import { IssueTable } from "../ui/files/issue-table.tsx";
import { formatCount, plural } from "../ui/format.ts";
import { Notice } from "../ui/notice.tsx";

const fileNames = { pms: "Patients and admissions", lis: "Lab tests" };

/** What of the files was left out or read otherwise than it stood, which the figures do not tell. */
export const LeftOut = ({ found }: { found: Backtest }): ReactNode => {
  const { rejectedRows, rejected, remarks } = found;
  if (rejectedRows === 0 && remarks.length === 0) return null;
  return (
    <Notice
      meaning="soon"
      title={
        rejectedRows > 0
          ? `${plural(rejectedRows, "row")} counted for nothing.`
          : "Some rows need a look."
      }
    >
      {remarks.length > 0 && (
        <ul className="remarks">
          {remarks.map(({ file, sentence, rows }) => (
            <li key={`${file} ${sentence}`}>
              {fileNames[file]}: {sentence} ({plural(rows, "row")})
            </li>
          ))}
        </ul>
      )}
      {(["pms", "lis"] as const).map((file) => {
        const issues = rejected.filter((one) => one.file === file);
        return (
          issues.length > 0 && (
            <details key={file} className="left-out">
              <summary>{fileNames[file]}: rows that counted for nothing</summary>
              <IssueTable issues={issues} />
            </details>
          )
        );
      })}
      {rejectedRows > rejected.length && (
        <p>
          These are the first {formatCount(rejected.length)} of them. Send the files on the Files
          page to see all.
        </p>
      )}
    </Notice>
  );
};
