import { addDays } from "@throughline/shared/calendar.ts";
import { MAX_RANGE_DAYS } from "@throughline/shared/limits.ts";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Field } from "../ui/field.tsx";
import { Check, Radio } from "../ui/option.tsx";
import type { Period } from "./compared-period.ts";
import { type ExportKind, exportKinds, exportPath, tellsSingleVisits } from "./export-kinds.ts";
import "./export-dialog.css";

interface Props {
  site: string;
  /** What the dashboard shows. */
  period: Period;
  today: string;
  kind: ExportKind;
  onKind: (kind: ExportKind) => void;
  onPrint: (options: { full: boolean }) => void;
  onClose: () => void;
}

/** Takes figures or visits away as a file or on paper, and says first what that means. */
export const ExportDialog = (props: Props): ReactNode => {
  const { site, today, kind, onKind, onPrint, onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [period, setPeriod] = useState(props.period);
  const [full, setFull] = useState(false);
  const [understood, setUnderstood] = useState(false);
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>("input:checked")?.focus();
  }, []);
  const pick = (next: ExportKind) => {
    setFull(false);
    setUnderstood(false);
    onKind(next);
  };
  const problem = problemOf(period);
  const warned = tellsSingleVisits(kind) || full;
  const ready = !problem && (!warned || understood);
  return (
    <dialog ref={dialog} className="export-dialog" aria-labelledby={title} onClose={onClose}>
      <h2 id={title}>Export</h2>
      <fieldset className="options">
        <legend>What</legend>
        {exportKinds.map(({ name, label, meaning }) => (
          <Radio key={name} name="export" checked={name === kind} onPick={() => pick(name)}>
            {label} <span className="quiet">{meaning}</span>
          </Radio>
        ))}
      </fieldset>
      {kind !== "print" && (
        <div className="export-days">
          <Field label="From" problem={problem}>
            {(control) => (
              <input
                {...control}
                type="date"
                max={today}
                value={period.from}
                onChange={({ target }) => setPeriod({ ...period, from: target.value })}
              />
            )}
          </Field>
          <Field label="To">
            {(control) => (
              <input
                {...control}
                type="date"
                max={today}
                value={period.to}
                onChange={({ target }) => setPeriod({ ...period, to: target.value })}
              />
            )}
          </Field>
        </div>
      )}
      {!tellsSingleVisits(kind) && (
        <Check
          checked={full}
          onToggle={(on) => {
            setFull(on);
            setUnderstood(false);
          }}
        >
          Include counts of 1 to 10 visits
        </Check>
      )}
      {warned && (
        <div className="notice notice-overdue">
          <p className="notice-title">
            {full ? "Small counts can tell of a person." : "This tells of single visits."}
          </p>
          <p>
            {full
              ? "Who knows that somebody was here can find them in a count of one, and how long they waited. Without these counts the figures may be passed on; with them they may not."
              : "Each visit stands there with its times, under a name made for this file alone. Who knows when somebody was here can find them. Keep it where patients’ records are kept, and do not pass it on."}
          </p>
          <Check checked={understood} onToggle={setUnderstood}>
            I know this, and may take it
          </Check>
        </div>
      )}
      <div className="button-row">
        {kind === "print" || !ready ? (
          <button
            type="button"
            className="button button-main"
            disabled={!ready}
            onClick={() => onPrint({ full })}
          >
            {kind === "print" ? "Print" : "Download"}
          </button>
        ) : (
          <a className="button button-main" href={exportPath(site, kind, period, full)} download>
            Download
          </a>
        )}
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
    </dialog>
  );
};

const problemOf = ({ from, to }: Period): string | undefined => {
  if (!from || !to) return "Both days are needed.";
  if (from > to) return "The first day is after the last one.";
  if (to >= addDays(from, MAX_RANGE_DAYS)) {
    return `${MAX_RANGE_DAYS.toLocaleString("en")} days at most.`;
  }
  return undefined;
};
