import type { Source } from "@throughline/shared/source.ts";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { formatFullTime, NOTHING } from "../ui/format.ts";

/** Which file said it, in which line, and as of when. */
export const SourceLine = (props: {
  source: Source;
  site: string;
  timeZone: string;
}): ReactNode => {
  const { fileId, file, line, sourceAt } = props.source;
  return (
    <>
      <Link href={`/staff/uploads?site=${props.site}&file=${encodeURIComponent(fileId)}`}>
        <bdi>{file || NOTHING}</bdi>
      </Link>
      , line {line}, as of {formatFullTime(sourceAt, props.timeZone)}
    </>
  );
};
