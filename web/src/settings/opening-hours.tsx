import type { ReactNode } from "react";
import { Field } from "../ui/field.tsx";
import type { EditProps } from "./edit-props.ts";
import { changeRow, newKey, removeRow } from "./rows.ts";

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** When the clinic is open: any number of intervals a weekday, none when it is closed. */
export const OpeningHours = ({ draft, problems, edit }: EditProps): ReactNode => {
  const rows = draft.openingHours;
  const change = (key: string, value: { opens?: string; closes?: string }) =>
    edit({ openingHours: changeRow(rows, key, value) });
  const add = (weekday: number) => {
    const latest = rows.filter((row) => row.weekday === weekday).at(-1);
    const times = latest
      ? { opens: latest.closes, closes: latest.closes }
      : { opens: "08:00", closes: "18:00" };
    edit({
      openingHours: [...rows, { key: newKey(), weekday, ...times }],
    });
  };
  return (
    <ul className="weekdays">
      {weekdays.map((name, index) => {
        const weekday = index + 1;
        const intervals = rows.filter((row) => row.weekday === weekday);
        return (
          <li key={name} className="weekday">
            <h3>{name}</h3>
            <div className="intervals">
              {intervals.length === 0 && <span className="quiet">Closed</span>}
              {intervals.map((row) => {
                const path = `openingHours.${rows.indexOf(row)}`;
                return (
                  <div className="interval" key={row.key}>
                    <Field
                      label={`${name}, opens`}
                      labelHidden
                      problem={problems.get(`${path}.opens`)}
                    >
                      {(control) => (
                        <input
                          {...control}
                          type="time"
                          value={row.opens}
                          onChange={({ target }) => change(row.key, { opens: target.value })}
                        />
                      )}
                    </Field>
                    <span aria-hidden="true">to</span>
                    <Field
                      label={`${name}, closes`}
                      labelHidden
                      problem={problems.get(`${path}.closes`)}
                    >
                      {(control) => (
                        <input
                          {...control}
                          type="time"
                          value={row.closes}
                          onChange={({ target }) => change(row.key, { closes: target.value })}
                        />
                      )}
                    </Field>
                    <button
                      type="button"
                      className="button button-quiet"
                      aria-label={`Remove ${row.opens} to ${row.closes} on ${name}`}
                      onClick={() => edit({ openingHours: removeRow(rows, row.key) })}
                    >
                      Remove
                    </button>
                  </div>
                );
              })}
              <button
                type="button"
                className="button"
                aria-label={`Add hours on ${name}`}
                onClick={() => add(weekday)}
              >
                Add hours
              </button>
            </div>
          </li>
        );
      })}
    </ul>
  );
};
