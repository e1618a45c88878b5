import type { ReactNode } from "react";
import { Field, type FieldControl } from "../ui/field.tsx";
import type { EditProps } from "./edit-props.ts";
import { changeRow, newKey, removeRow } from "./rows.ts";

/** What a step is meant to take: the reference of the bottlenecks in place of its own p25. */
export const Targets = ({ draft, problems, edit }: EditProps): ReactNode => {
  const rows = draft.targets;
  const [first, second] = draft.stations;
  const add = () => {
    const key = newKey();
    const target = { key, from: first?.code ?? "", to: second?.code ?? first?.code ?? "" };
    edit({ targets: [...rows, { ...target, minutes: "15", minPercent: "" }] });
  };
  const stationPicker = (control: FieldControl, value: string, onPick: (code: string) => void) => (
    <select {...control} value={value} onChange={({ target }) => onPick(target.value)}>
      {!draft.stations.some(({ code }) => code === value) && <option value={value}>{value}</option>}
      {draft.stations.map(({ key, code, label }) => (
        <option key={key} value={code}>
          {label || code}
        </option>
      ))}
    </select>
  );
  return (
    <>
      <p className="quiet">
        How long a step is meant to take. The dashboard compares it with this, and without a target
        with the fastest quarter of the step itself. With “At least, %” it points out when fewer
        patients than that are within the target.
      </p>
      {problems.get("targets") && <p className="field-problem">{problems.get("targets")}</p>}
      {rows.length > 0 && (
        <ul className="targets">
          {rows.map((row, index) => {
            const path = `targets.${index}`;
            const change = (value: Partial<typeof row>) =>
              edit({ targets: changeRow(rows, row.key, value) });
            return (
              <li key={row.key} className="target">
                <Field label="From" problem={problems.get(`${path}.from`)}>
                  {(control) => stationPicker(control, row.from, (from) => change({ from }))}
                </Field>
                <Field label="To" problem={problems.get(`${path}.to`)}>
                  {(control) => stationPicker(control, row.to, (to) => change({ to }))}
                </Field>
                <Field label="Minutes" problem={problems.get(`${path}.seconds`)}>
                  {(control) => (
                    <input
                      {...control}
                      className="input-number"
                      type="number"
                      min={0.1}
                      max={1440}
                      step="any"
                      value={row.minutes}
                      onChange={({ target }) => change({ minutes: target.value })}
                    />
                  )}
                </Field>
                <Field label="At least, %" problem={problems.get(`${path}.minPercent`)}>
                  {(control) => (
                    <input
                      {...control}
                      className="input-number"
                      type="number"
                      min={1}
                      max={100}
                      step={1}
                      placeholder="–"
                      value={row.minPercent}
                      onChange={({ target }) => change({ minPercent: target.value })}
                    />
                  )}
                </Field>
                <button
                  type="button"
                  className="button"
                  aria-label={`Remove target ${index + 1}`}
                  onClick={() => edit({ targets: removeRow(rows, row.key) })}
                >
                  Remove
                </button>
              </li>
            );
          })}
        </ul>
      )}
      <p>
        <button type="button" className="button" onClick={add}>
          Add a target
        </button>
      </p>
    </>
  );
};
