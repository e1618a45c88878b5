import type { ReactNode } from "react";
import type { Row } from "./rules/settle-bed.ts";
import { formatAction, formatDone, formatDue, formatMoment } from "./rules/words.ts";

interface Props {
  row: Row;
  timeZone: string;
  nowMs: number;
}

/** What is being done about a bed, and by whom; else when it is due. */
export const RowState = ({ row, timeZone, nowMs }: Props): ReactNode => {
  const { alert, bed, standing } = row;
  const due = (
    <span className="ward-due">
      {formatDue(bed.dueAt, nowMs)}{" "}
      <span className="quiet">{formatMoment(bed.dueAt, timeZone, nowMs)}</span>
    </span>
  );
  if (!alert?.action) {
    return (
      <>
        {standing === "escalated" && <strong>Escalated</strong>}
        {standing === "open" && <strong>Overdue</strong>}
        {standing === "soon" && <strong>Due soon</strong>}
        {due}
        {row.waiting.size > 0 && <SavedHere />}
      </>
    );
  }
  const { action, first } = alert;
  return (
    <>
      <span>
        <strong>{formatAction(action)}</strong> <bdi>{action.by.name}</bdi>{" "}
        {formatDone(action.at, timeZone, nowMs)}
      </span>
      {first && first.entryId !== action.entryId && (
        <span>
          First: <bdi>{first.by.name}</bdi> {formatDone(first.at, timeZone, nowMs)}
        </span>
      )}
      <span className="quiet">
        {action.type === "no-tests" ? "review" : "open again"}{" "}
        {formatMoment(action.until, timeZone, nowMs)}
      </span>
      {row.waiting.size > 0 ? <SavedHere /> : row.received.size > 0 && <Received />}
    </>
  );
};

const SavedHere = () => <span className="ward-saved">Saved here, not sent yet</span>;
const Received = () => <span className="quiet">Received</span>;
