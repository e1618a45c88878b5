import { addDays } from "@throughline/shared/calendar.ts";
import { MAX_RANGE_DAYS } from "@throughline/shared/limits.ts";
import { type ReactNode, useEffect } from "react";
import { formatDay } from "../ui/format.ts";
import type { Period } from "./compared-period.ts";
import { DaysForm } from "./days-form.tsx";
import type { FlowView } from "./flow-address.ts";

interface Props {
  view: FlowView;
  today: string;
  onChange: (view: FlowView) => void;
}

/** Today is the view that goes on after midnight; any other day is named. */
const viewOf = (day: string, today: string): FlowView =>
  day === today ? { kind: "today" } : { kind: "day", day };

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest("input, select, textarea, [tabindex], button, a");

const DayPicker = ({
  day,
  today,
  onChange,
}: { day: string; today: string } & Pick<Props, "onChange">) => {
  const go = (days: number) => {
    const next = addDays(day, days);
    if (next <= today) onChange(viewOf(next, today));
  };
  useEffect(() => {
    const move = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
      if (event.key === "ArrowLeft") go(-1);
      if (event.key === "ArrowRight") go(1);
    };
    document.addEventListener("keydown", move);
    return () => document.removeEventListener("keydown", move);
  });
  return (
    <div className="toolbar-group">
      <button
        type="button"
        className="button button-square"
        title="Previous day (←)"
        onClick={() => go(-1)}
      >
        <span aria-hidden="true">◂</span>
        <span className="visually-hidden">Previous day</span>
      </button>
      <label>
        <span className="visually-hidden">Day</span>
        <input
          type="date"
          value={day}
          max={today}
          required
          onChange={({ target }) => target.value && onChange(viewOf(target.value, today))}
        />
      </label>
      <button
        type="button"
        className="button button-square"
        title="Next day (→)"
        disabled={day >= today}
        onClick={() => go(1)}
      >
        <span aria-hidden="true">▸</span>
        <span className="visually-hidden">Next day</span>
      </button>
      {day !== today && (
        <button type="button" className="button" onClick={() => onChange({ kind: "today" })}>
          Today
        </button>
      )}
    </div>
  );
};

const RangePicker = ({ onChange, ...days }: Period & Pick<Props, "today" | "onChange">) => (
  <DaysForm
    {...days}
    longestDays={MAX_RANGE_DAYS}
    labels={{ from: "From", to: "to" }}
    verb="Show"
    onShow={(period) => onChange({ kind: "range", ...period })}
  />
);

/** Which day or days are shown: everything it sets is in the address. */
export const PeriodPicker = ({ view, today, onChange }: Props): ReactNode => {
  const day = view.kind === "day" ? view.day : today;
  const lastDays = (count: number): FlowView => ({
    kind: "range",
    from: addDays(today, 1 - count),
    to: today,
  });
  const isLast = (count: number) =>
    view.kind === "range" && view.to === today && view.from === addDays(today, 1 - count);
  return (
    <search className="toolbar" aria-label="Period">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would frame the buttons. */}
      <div className="segments" role="group" aria-label="Length of the period">
        <Segment
          pressed={view.kind !== "range"}
          onPress={() => onChange(viewOf(view.kind === "range" ? view.to : day, today))}
        >
          One day
        </Segment>
        <Segment pressed={isLast(7)} onPress={() => onChange(lastDays(7))}>
          7 days
        </Segment>
        <Segment pressed={isLast(28)} onPress={() => onChange(lastDays(28))}>
          28 days
        </Segment>
        {view.kind === "range" && !isLast(7) && !isLast(28) && (
          <Segment pressed onPress={() => undefined}>
            Other
          </Segment>
        )}
      </div>
      {view.kind === "range" ? (
        <RangePicker from={view.from} to={view.to} today={today} onChange={onChange} />
      ) : (
        <DayPicker day={day} today={today} onChange={onChange} />
      )}
    </search>
  );
};

interface SegmentProps {
  pressed: boolean;
  onPress: () => void;
  children: ReactNode;
}

const Segment = ({ pressed, onPress, children }: SegmentProps) => (
  <button type="button" className="segment" aria-pressed={pressed} onClick={onPress}>
    {children}
  </button>
);

/** The period in words, for the page's heading. */
export const describeView = (view: FlowView, today: string): string => {
  if (view.kind === "range") return `${formatDay(view.from)} to ${formatDay(view.to)}`;
  return formatDay(view.kind === "day" ? view.day : today);
};
