import type { FileReport } from "@throughline/shared/file-report.ts";
import type { ReactNode } from "react";
import { plural } from "../format.ts";

/** What is taken otherwise than it stands, or needs a look. */
export const Remarks = ({ remarks }: Pick<FileReport, "remarks">): ReactNode =>
  remarks.length > 0 && (
    <>
      <h3>Remarks</h3>
      <ul className="remarks">
        {remarks.map(({ sentence, rows }) => (
          <li key={sentence}>
            {sentence} <span className="quiet">({plural(rows, "row")})</span>
          </li>
        ))}
      </ul>
    </>
  );
