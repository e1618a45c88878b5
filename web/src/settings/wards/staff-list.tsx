import type { ReactNode } from "react";
import { Field } from "../../ui/field.tsx";
import { Check } from "../../ui/option.tsx";
import { wardName } from "../../ui/ward-name.ts";
import { changeRow, freeCode, newKey, removeRow } from "../rows.ts";
import type { StaffRow } from "./draft.ts";
import type { WardEditProps } from "./edit-props.ts";

/** Who may say on a ward's tablet that they have seen an alert. */
export const StaffList = ({ draft, problems, edit, knownWards }: WardEditProps): ReactNode => {
  const rows = draft.staff;
  const codeOf = (name: string, key: string) =>
    freeCode(
      name,
      rows.filter((row) => row.key !== key).map(({ id }) => id),
    );
  const change = (row: StaffRow, values: Partial<StaffRow>) =>
    edit({ staff: changeRow(rows, row.key, values) });
  const add = () => {
    const key = newKey();
    const id = codeOf("", key);
    edit({ staff: [...rows, { key, id, name: "", wards: [], badge: "", isNew: true }] });
  };
  return (
    <>
      <p className="quiet">
        The ward’s tablets offer these names. A badge is what a scanner reads from it; tablets keep
        no more of it than a hash.
      </p>
      <ul className="plain-list">
        {rows.map((row, index) => (
          <li key={row.key} className="staff-row">
            <Field label={`Name ${index + 1}`} problem={problems.get(`staff.${index}.name`)}>
              {(control) => (
                <input
                  {...control}
                  className="input-wide"
                  dir="auto"
                  value={row.name}
                  onChange={({ target: { value: name } }) =>
                    change(row, { name, ...(row.isNew && { id: codeOf(name, row.key) }) })
                  }
                />
              )}
            </Field>
            <Field label={`Badge ${index + 1}`} problem={problems.get(`staff.${index}.badge`)}>
              {(control) => (
                <input
                  {...control}
                  className="input-wide"
                  autoComplete="off"
                  value={row.badge}
                  onChange={({ target }) => change(row, { badge: target.value })}
                />
              )}
            </Field>
            <Wards row={row} knownWards={knownWards} onChange={(wards) => change(row, { wards })} />
            <button
              type="button"
              className="button"
              aria-label={`Remove ${row.name || `name ${index + 1}`}`}
              onClick={() => edit({ staff: removeRow(rows, row.key) })}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      <p>
        <button type="button" className="button" onClick={add}>
          Add a name
        </button>
      </p>
    </>
  );
};

const Wards = (props: {
  row: StaffRow;
  knownWards: readonly string[];
  onChange: (wards: string[]) => void;
}) => {
  const { row, knownWards, onChange } = props;
  const all = [...new Set([...knownWards, ...row.wards])];
  return (
    <details className="staff-wards">
      <summary>
        Wards
        <span className="visually-hidden"> of {row.name}</span>{" "}
        <span className="quiet">{row.wards.map(wardName).join(", ") || "every ward"}</span>
      </summary>
      {all.length === 0 && <p className="quiet">No file has named a ward yet.</p>}
      {all.map((ward) => (
        <Check
          key={ward}
          checked={row.wards.includes(ward)}
          onToggle={(on) =>
            onChange(on ? [...row.wards, ward] : row.wards.filter((other) => other !== ward))
          }
        >
          {wardName(ward)}
        </Check>
      ))}
    </details>
  );
};
