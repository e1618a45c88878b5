import { type FlowFilter, isFiltering } from "@throughline/shared/flow-filter.ts";
import type { SiteSettings } from "@throughline/shared/site.ts";
import type { ReactNode } from "react";
import { Check } from "../ui/option.tsx";
import { describeFilter, weekdayNames } from "./filter-words.ts";

interface Props {
  filter: FlowFilter;
  settings: SiteSettings;
  onChange: (filter: FlowFilter) => void;
}

/** Toggles one value of a list; a list without any filters nothing. */
const toggle = <T,>(list: T[] | undefined, value: T): T[] | undefined => {
  const next = list?.includes(value)
    ? list.filter((item) => item !== value)
    : [...(list ?? []), value].sort();
  return next.length > 0 ? next : undefined;
};

const allHours = Array.from({ length: 25 }, (_, hour) => hour);

/** Which visits the figures are of. Everything it sets is in the address. */
export const FilterBar = ({ filter, settings, onChange }: Props): ReactNode => {
  const active = isFiltering(filter);
  return (
    <details className="filter">
      <summary className="filter-summary">
        <span className="filter-title">Filter</span>
        <span className={active ? "filter-active" : "quiet"}>
          {active ? describeFilter(filter, settings.reasons) : "all visits, all time"}
        </span>
      </summary>
      <div className="filter-fields">
        <Reasons filter={filter} settings={settings} onChange={onChange} />
        <fieldset className="options">
          <legend>Weekday</legend>
          {weekdayNames.map((name, index) => (
            <Check
              key={name}
              checked={filter.weekdays?.includes(index + 1) ?? false}
              onToggle={() => onChange({ ...filter, weekdays: toggle(filter.weekdays, index + 1) })}
            >
              {name}
            </Check>
          ))}
        </fieldset>
        <div className="stack filter-times">
          <Hours filter={filter} onChange={onChange} />
          <fieldset className="options">
            <legend>Waiting times and stays</legend>
            <Check
              checked={filter.openHours ?? false}
              disabled={settings.openingHours.length === 0}
              onToggle={(on) => onChange({ ...filter, openHours: on || undefined })}
            >
              Count open hours only
            </Check>
            {settings.openingHours.length === 0 && (
              <p className="quiet">The settings have no opening hours yet.</p>
            )}
          </fieldset>
        </div>
      </div>
      {active && (
        <p>
          <button type="button" className="button" onClick={() => onChange({})}>
            Clear the filter
          </button>
        </p>
      )}
    </details>
  );
};

const Reasons = ({ filter, settings, onChange }: Props) => {
  const listed = settings.reasons.filter(
    ({ code, retired }) => !retired || filter.reasons?.includes(code),
  );
  const choices = [
    ...listed.map(({ code, label }) => ({ code, label })),
    { code: "", label: "None given" },
  ];
  return (
    <fieldset className="options">
      <legend>Reason for visit</legend>
      {choices.map(({ code, label }) => (
        <Check
          key={code}
          checked={filter.reasons?.includes(code) ?? false}
          onToggle={() => onChange({ ...filter, reasons: toggle(filter.reasons, code) })}
        >
          {label}
        </Check>
      ))}
    </fieldset>
  );
};

const Hours = ({ filter, onChange }: Omit<Props, "settings">) => {
  const { from, to } = filter.hours ?? { from: 0, to: 24 };
  const set = (hours: { from: number; to: number }) => {
    const all = (hours.to - hours.from) % 24 === 0;
    onChange({ ...filter, hours: all ? undefined : hours });
  };
  const options = (hours: number[]) =>
    hours.map((hour) => (
      <option key={hour} value={hour}>
        {`${hour}:00`}
      </option>
    ));
  return (
    <fieldset className="options">
      <legend>Arrived</legend>
      <div className="toolbar-group">
        <label className="inline-label">
          from
          <select value={from} onChange={({ target }) => set({ from: Number(target.value), to })}>
            {options(allHours.slice(0, 24))}
          </select>
        </label>
        <label className="inline-label">
          to before
          <select value={to} onChange={({ target }) => set({ from, to: Number(target.value) })}>
            {options(allHours.slice(1))}
          </select>
        </label>
      </div>
    </fieldset>
  );
};
