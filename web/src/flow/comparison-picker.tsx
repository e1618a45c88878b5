import type { ReactNode } from "react";
import { type Comparison, comparedPeriod, type Period } from "./compared-period.ts";
import { DaysForm } from "./days-form.tsx";

interface Props {
  period: Period;
  today: string;
  comparison: Comparison | undefined;
  onChange: (comparison: Comparison | undefined) => void;
}

const choices = [
  { kind: "previous", day: "the day before", days: "the days before" },
  { kind: "week", day: "the same weekday a week before", days: "the same weekdays, weeks before" },
  { kind: "year", day: "the same weekday a year before", days: "the same weekdays a year before" },
] as const;

/** What the period is compared with: everything it sets is in the address. */
export const ComparisonPicker = ({ period, today, comparison, onChange }: Props): ReactNode => {
  const oneDay = period.from === period.to;
  const pick = (value: string) => {
    const named = choices.find(({ kind }) => kind === value);
    if (named) onChange({ kind: named.kind });
    else if (value !== "days") onChange(undefined);
    else onChange({ kind: "days", ...comparedPeriod(period, comparison ?? { kind: "previous" }) });
  };
  return (
    <div className="toolbar-group">
      <label className="inline-label">
        Compare with
        <select value={comparison?.kind ?? ""} onChange={({ target }) => pick(target.value)}>
          <option value="">nothing</option>
          {choices.map(({ kind, day, days }) => (
            <option key={kind} value={kind}>
              {oneDay ? day : days}
            </option>
          ))}
          <option value="days">other days …</option>
        </select>
      </label>
      {comparison?.kind === "days" && (
        <OtherDays from={comparison.from} to={comparison.to} today={today} onChange={onChange} />
      )}
    </div>
  );
};

const OtherDays = ({ onChange, ...days }: Period & Pick<Props, "today" | "onChange">) => (
  <DaysForm
    {...days}
    labels={{
      from: <span className="visually-hidden">Compare from</span>,
      to: (
        <>
          to <span className="visually-hidden">(compared days)</span>
        </>
      ),
    }}
    verb="Compare"
    onShow={(period) => onChange({ kind: "days", ...period })}
  />
);
