import { type ReactNode, useEffect, useId, useState } from "react";
import { Field } from "../ui/field.tsx";
import type { CodedRow } from "./draft.ts";
import type { Problems } from "./problems.ts";
import { changeRow, moveRow, newKey, relabelRow, removeRow } from "./rows.ts";
import { Translations } from "./translations.tsx";

interface Props<T extends CodedRow> {
  /** The section in the settings, as in the paths of problems. */
  list: "stations" | "reasons";
  /** One of them, for buttons and labels: "station". */
  noun: string;
  rows: readonly T[];
  problems: Problems;
  /** Why a row must not be deleted; null where it may. */
  whyKept: (row: T) => string | null;
  onChange: (rows: T[]) => void;
  onAdd: (key: string) => T;
  /** A control of the noun's own. */
  extra?: (row: T, change: (value: Partial<T>) => void) => ReactNode;
}

/** An ordered list of things with a code and a label. */
export const CodedRows = <T extends CodedRow>(props: Props<T>): ReactNode => {
  const { list, noun, rows, problems, whyKept, onChange, onAdd, extra } = props;
  const [said, setSaid] = useState("");
  const [toFocus, setToFocus] = useState<{ id: string; within?: string }>();
  const id = useId();
  const rowId = (key: string) => `${id}-${key}`;

  useEffect(() => {
    const element = toFocus && document.getElementById(toFocus.id);
    if (!element) return;
    const target = toFocus.within ? element.querySelector<HTMLElement>(toFocus.within) : element;
    target?.focus();
  }, [toFocus]);

  const move = (row: T, by: number, button: string) => {
    const moved = moveRow(rows, row.key, by);
    onChange(moved);
    setSaid(`${row.label} is now number ${moved.indexOf(row) + 1} of ${moved.length}.`);
    // The browser may drop the focus of a row that it moves.
    setToFocus({ id: button });
  };
  const add = () => {
    const row = onAdd(newKey());
    onChange([...rows, row]);
    setToFocus({ id: rowId(row.key), within: "input" });
  };

  return (
    <>
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
      {problems.get(list) && <p className="field-problem">{problems.get(list)}</p>}
      <ol className="coded-rows">
        {rows.map((row, index) => {
          const path = `${list}.${index}`;
          const name = row.label || `the new ${noun}`;
          const kept = whyKept(row);
          const change = (value: Partial<T>) => onChange(changeRow(rows, row.key, value));
          const buttonId = (which: string) => `${id}-${which}-${row.key}`;
          return (
            <li
              key={row.key}
              id={rowId(row.key)}
              className={`coded-row ${row.retired ? "coded-row-retired" : ""}`}
            >
              <div className="move-buttons">
                <MoveButton
                  id={buttonId("up")}
                  label={`Move ${name} up`}
                  mark="↑"
                  disabled={index === 0}
                  onPress={() => move(row, -1, buttonId("up"))}
                />
                <MoveButton
                  id={buttonId("down")}
                  label={`Move ${name} down`}
                  mark="↓"
                  disabled={index === rows.length - 1}
                  onPress={() => move(row, 1, buttonId("down"))}
                />
              </div>
              <div className="coded-row-main">
                <div className="coded-row-fields">
                  <Field
                    label={`Label of ${noun} ${index + 1}`}
                    labelHidden
                    problem={problems.get(`${path}.label`) ?? problems.get(`${path}.code`)}
                  >
                    {(control) => (
                      <input
                        {...control}
                        className="input-wide"
                        dir="auto"
                        value={row.label}
                        onChange={({ target }) => onChange(relabelRow(rows, row.key, target.value))}
                      />
                    )}
                  </Field>
                  {extra?.(row, change)}
                </div>
                <div className="coded-row-notes">
                  <p className="quiet">
                    Code <code>{row.code}</code>
                  </p>
                  {row.retired && <strong>Retired</strong>}
                  <Translations
                    row={row}
                    path={path}
                    problems={problems}
                    onChange={(labels) => change({ labels } as Partial<T>)}
                  />
                </div>
              </div>
              <div className="button-row coded-row-actions">
                {!row.isNew && (
                  <button
                    type="button"
                    className="button"
                    aria-label={`${row.retired ? "Use again" : "Retire"}: ${name}`}
                    onClick={() => change({ retired: !row.retired } as Partial<T>)}
                  >
                    {row.retired ? "Use again" : "Retire"}
                  </button>
                )}
                {kept === null && (
                  <button
                    type="button"
                    className="button"
                    aria-label={`Delete: ${name}`}
                    onClick={() => onChange(removeRow(rows, row.key))}
                  >
                    Delete
                  </button>
                )}
              </div>
            </li>
          );
        })}
      </ol>
      <p>
        <button type="button" className="button" onClick={add}>
          Add a {noun}
        </button>
      </p>
    </>
  );
};

interface MoveButtonProps {
  id: string;
  label: string;
  mark: string;
  disabled: boolean;
  onPress: () => void;
}

/** Stays in the order of the tab key at the ends of the list, so that the focus is never lost. */
const MoveButton = ({ id, label, mark, disabled, onPress }: MoveButtonProps) => (
  <button
    type="button"
    id={id}
    className="button button-square"
    aria-label={label}
    aria-disabled={disabled}
    onClick={() => !disabled && onPress()}
  >
    <span aria-hidden="true">{mark}</span>
  </button>
);
