import type { PatientRecord } from "@throughline/shared/patient-record.ts";
import type { ReactNode } from "react";
import { formatFullTime, NOTHING } from "../ui/format.ts";
import { Tag } from "../ui/tag.tsx";

/** One note, and where it comes from. */
export const Record = (props: { record: PatientRecord; timeZone: string }): ReactNode => {
  const { record, timeZone } = props;
  const name = [record.lastName, record.firstName].filter(Boolean).join(", ");
  return (
    <li className="stay">
      <h3>
        <time dateTime={record.dateTime}>{formatFullTime(record.dateTime, timeZone)}</time>
        {name && <bdi className="stay-status">{name}</bdi>}
        {record.conflicting && <Tag meaning="overdue">Another text stands under the same time</Tag>}
      </h3>
      <p className="record-text" dir="auto">
        {record.doctorsNotes || NOTHING}
      </p>
      <p className="quiet">
        From <bdi>{record.csvFile}</bdi>, line {record.line}, read{" "}
        {formatFullTime(record.dateTimeProcessed, timeZone)}
      </p>
    </li>
  );
};
