import type { WardSnapshot } from "@throughline/shared/ward-api.ts";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { WardSync } from "../../cache/ward-cache/ward-sync.ts";
import { formatBirth } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { isOverdue } from "../rules/arrange-rows.ts";
import { marksOf } from "../rules/marks-of.ts";
import type { Row } from "../rules/settle-bed.ts";
import { DeedForm } from "./deed-form.tsx";
import { type Draft, reviewDays } from "./draft-deed.ts";
import { History } from "./history.tsx";
import { WhyThere } from "./why-there.tsx";
import "./bed-dialog.css";

interface Props {
  row: Row;
  snapshot: WardSnapshot;
  sync: WardSync;
  site: string;
  nowMs: number;
  sameSurname: string[];
  /** The ward does not list it any more: this is what was last known. */
  gone: boolean;
  onClose: () => void;
}

/** One bed: who lies in it without any doubt, why it stands where it stands, and what to do. */
export const BedDialog = (props: Props): ReactNode => {
  const { row, snapshot, sync, site, nowMs, sameSurname, gone, onClose } = props;
  const { timeZone } = snapshot;
  const { patient, admission } = row.bed;
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [draft, setDraft] = useState<Draft>(() => ({
    kind: "seen",
    entryId: "",
    reason: "",
    hours: 2,
    reviewDay: reviewDays(nowMs, timeZone).min,
  }));
  const [acts, setActs] = useState(isOverdue(row));
  const over = acts && !row.alert;
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const marks = marksOf(row, { timeZone, nowMs, sameSurname });
  return (
    <dialog ref={dialog} className="ward-dialog" aria-labelledby={title} onClose={onClose}>
      <header className="ward-person">
        <h2 id={title}>
          Bed <bdi>{admission.bed || "–"}</bdi>
        </h2>
        <p className="ward-person-name">
          <bdi>{patient.lastName || "–"}</bdi>, <bdi>{patient.firstName || "–"}</bdi>
        </p>
        <p>
          Born {patient.dateOfBirth ? formatBirth(patient.dateOfBirth) : "on an unknown day"} ·
          patient <bdi className="ward-id">{patient.patientId}</bdi> · stay{" "}
          <bdi className="ward-id">{admission.admissionId}</bdi>
        </p>
        {marks.length > 0 && (
          <ul className="ward-marks">
            {marks.map(({ name, text }) => (
              <li key={name}>{text}</li>
            ))}
          </ul>
        )}
      </header>
      {(gone || over) && (
        <Notice
          meaning="unknown"
          title={
            gone ? "This patient has left the ward’s list." : "This bed is not overdue any more."
          }
        >
          <p>
            {gone
              ? "A file told so while this was open. What you record is kept with the stay."
              : "A file told of a test, or of another change, while this was open."}
          </p>
        </Notice>
      )}
      {row.alert && acts && (
        <DeedForm
          row={row}
          snapshot={snapshot}
          sync={sync}
          site={site}
          nowMs={nowMs}
          draft={draft}
          onDraft={setDraft}
          onRecorded={() => dialog.current?.close()}
        />
      )}
      {row.alert && !acts && (
        <button type="button" className="button" onClick={() => setActs(true)}>
          Record something else
        </button>
      )}
      <WhyThere row={row} snapshot={snapshot} nowMs={nowMs} />
      <History
        row={row}
        timeZone={timeZone}
        nowMs={nowMs}
        onWithdraw={(entryId) => {
          setDraft({ ...draft, kind: "withdraw", entryId });
          setActs(true);
          dialog.current?.scrollTo({ top: 0 });
        }}
      />
      <button type="button" className="button" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  );
};
