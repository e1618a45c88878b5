import { type ReactNode, useEffect, useState } from "react";
import { Field } from "../ui/field.tsx";
import { wardName } from "../ui/ward-name.ts";
import { stayStatuses } from "./patients-filter.ts";

interface Props {
  ward: string;
  wards: readonly string[];
  status: string;
  hours: string;
  onChange: (values: Record<string, string>) => void;
}

/** Which stays are asked for. */
export const FilterBar = ({ ward, wards, status, hours, onChange }: Props): ReactNode => {
  const [typed, setTyped] = useState(hours);
  useEffect(() => setTyped(hours), [hours]);
  const known = ward && !wards.includes(ward) ? [ward, ...wards] : wards;
  return (
    <form
      className="filter-bar"
      onSubmit={(event) => {
        event.preventDefault();
        onChange({ hours: typed });
      }}
    >
      <Field label="Ward">
        {(control) => (
          <select
            {...control}
            value={ward}
            onChange={({ target }) => onChange({ ward: target.value })}
          >
            <option value="">All wards</option>
            {known.map((key) => (
              <option key={key} value={key}>
                {wardName(key)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Status">
        {(control) => (
          <select
            {...control}
            value={status}
            onChange={({ target }) =>
              onChange({ status: target.value === "active" ? "" : target.value })
            }
          >
            {Object.entries(stayStatuses).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
            <option value="all">All</option>
          </select>
        )}
      </Field>
      <Field label="No test for at least, in hours">
        {(control) => (
          <input
            {...control}
            className="input-number"
            type="number"
            min={0}
            step="any"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            onBlur={() => typed !== hours && onChange({ hours: typed })}
          />
        )}
      </Field>
    </form>
  );
};
