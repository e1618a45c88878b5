import type { ReactNode } from "react";
import { RowState } from "./row-state.tsx";
import { bedSize } from "./rules/bed-size.ts";
import { marksOf } from "./rules/marks-of.ts";
import type { Row } from "./rules/settle-bed.ts";
import { formatGap, formatMoment, formatName } from "./rules/words.ts";

interface Props {
  row: Row;
  timeZone: string;
  nowMs: number;
  /** Beds of others with the same surname. */
  sameSurname: string[];
  /** It has left the list and keeps its place while somebody's finger is near. */
  gone: boolean;
  onOpen: () => void;
}

/** The shape before a row: what it means is told by it alone, and again by words and colour. */
export const shapeOf = (row: Row): string => {
  if (row.standing === "open" || row.standing === "escalated") {
    return row.alert?.confirmed ? "overdue" : "unconfirmed";
  }
  if (row.standing === "soon") return "soon";
  return row.standing === "fine" ? "fine" : "in-hand";
};

/** One bed: which, who, how long without a test, what the last one was, and what is being done. */
export const WardRow = ({ row, timeZone, nowMs, sameSurname, gone, onOpen }: Props): ReactNode => {
  const { bed, standing } = row;
  const { patient, admission, lastTest } = bed;
  const marks = marksOf(row, { timeZone, nowMs, sameSurname });
  const isOpen = standing === "open" || standing === "escalated";
  const name = formatName(patient);
  return (
    <li className={`ward-row ward-${shapeOf(row)}${gone ? " ward-gone" : ""}`} data-stay={row.key}>
      <span className="ward-shape" aria-hidden="true" />
      <span className={`ward-bed ward-bed-${bedSize(admission.bed)}`}>
        <span className="visually-hidden">Bed </span>
        <bdi>{admission.bed || "–"}</bdi>
      </span>
      <span className="ward-name">
        <bdi>{name}</bdi>
      </span>
      <span className="ward-gap">
        {lastTest ? (
          formatGap(bed.sinceAt, nowMs)
        ) : (
          <>
            <span className="ward-never">never</span>
            <span className="ward-gap-since">{formatGap(bed.sinceAt, nowMs)}</span>
          </>
        )}
      </span>
      <span className="ward-test">
        {lastTest ? (
          <>
            <bdi>{lastTest.testType || "Test"}</bdi>{" "}
            {formatMoment(lastTest.performedAt, timeZone, nowMs)}
          </>
        ) : (
          <>
            Never tested, {bed.since === "admission" ? "admitted" : "first seen"}{" "}
            {formatMoment(bed.sinceAt, timeZone, nowMs)}
          </>
        )}
      </span>
      <span className="ward-state">
        <RowState row={row} timeZone={timeZone} nowMs={nowMs} />
        {gone && <span className="quiet">Has left this list</span>}
      </span>
      {marks.length > 0 && (
        <ul className="ward-marks">
          {marks.map(({ name: mark, text }) => (
            <li key={mark}>{text}</li>
          ))}
        </ul>
      )}
      <button
        type="button"
        className={`button ward-open${isOpen ? " button-main" : ""}`}
        aria-label={`${isOpen ? "Acknowledge" : "Details"}: bed ${admission.bed || "–"}, ${name}`}
        onClick={onOpen}
      >
        {isOpen ? "Acknowledge" : "Details"}
      </button>
    </li>
  );
};
