import type { RowIssue } from "@throughline/shared/file-report.ts";
import type { ReactNode } from "react";
import { FigureTable } from "../figure-table.tsx";

/** Rows that do not go in: where they stand, and why. */
export const IssueTable = (props: {
  issues: readonly Pick<RowIssue, "line" | "reasons">[];
}): ReactNode => {
  const rows = props.issues.flatMap(({ line, reasons }) =>
    reasons.map(({ column, reason }, index) => ({ line, column, reason, key: `${line} ${index}` })),
  );
  return (
    <FigureTable
      caption="Rejected rows"
      columns={[
        { name: "line", heading: "Line", value: ({ line }) => line },
        {
          name: "column",
          heading: "Column",
          value: ({ column }) => column ?? "the whole row",
        },
        { name: "reason", heading: "Why", value: ({ reason }) => reason },
      ]}
      rows={rows}
      rowKey={({ key }) => key}
    />
  );
};
