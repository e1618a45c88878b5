import { NO_WARD } from "@throughline/shared/ward.ts";
import { type ReactNode, useState } from "react";
import { Field } from "../../ui/field.tsx";
import { wardName } from "../../ui/ward-name.ts";
import { changeRow, removeRow } from "../rows.ts";
import { emptyPolicy, type WardRow } from "./draft.ts";
import type { WardEditProps } from "./edit-props.ts";
import { PolicyFields } from "./policy-fields.tsx";
import { TryChannels } from "./try-channels.tsx";

const storedWard = (key: string) => (key === NO_WARD ? "" : key);

/** The wards that have something otherwise. */
export const OwnRules = ({ site, draft, problems, edit, knownWards }: WardEditProps): ReactNode => {
  const rows = draft.wards;
  const free = knownWards.filter((key) => !rows.some(({ ward }) => ward === storedWard(key)));
  const [picked, setPicked] = useState("");
  const next = free.includes(picked) ? picked : (free[0] ?? "");
  return (
    <>
      <p className="quiet">
        What is empty is as for all wards, and stands there in grey. “never” or “none” switches
        something off.
      </p>
      {problems.get("wards") && <p className="field-problem">{problems.get("wards")}</p>}
      <ul className="plain-list">
        {rows.map((row, index) => (
          <li key={row.key} className="ward-rules">
            <div className="list-head">
              <h3>
                <bdi>{wardName(row.ward)}</bdi>
              </h3>
              <button
                type="button"
                className="button"
                aria-label={`Remove the rules of ${wardName(row.ward)}`}
                onClick={() => edit({ wards: removeRow(rows, row.key) })}
              >
                Remove
              </button>
            </div>
            <PolicyFields
              policy={row}
              path={`wards.${index}`}
              problems={problems}
              otherwise={draft.policy}
              whose={wardName(row.ward)}
              onChange={(change) => edit({ wards: changeRow<WardRow>(rows, row.key, change) })}
            />
            <TryChannels site={site} policy={row} whose={wardName(row.ward)} />
          </li>
        ))}
      </ul>
      {free.length > 0 ? (
        <div className="filter-bar">
          <Field label="Ward">
            {(control) => (
              <select {...control} value={next} onChange={({ target }) => setPicked(target.value)}>
                {free.map((key) => (
                  <option key={key} value={key}>
                    {wardName(key)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <button
            type="button"
            className="button"
            onClick={() => {
              const ward = storedWard(next);
              edit({ wards: [...rows, { key: next, ward, ...emptyPolicy }] });
            }}
          >
            Give it its own rules
          </button>
        </div>
      ) : (
        <p className="quiet">Wards appear here as soon as a file of patients names them.</p>
      )}
    </>
  );
};
