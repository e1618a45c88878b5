import { addDays } from "@throughline/shared/calendar.ts";
import { type ReactNode, useEffect, useState } from "react";
import type { Period } from "./compared-period.ts";

interface Props extends Period {
  today: string;
  /** The most days that may be asked for. */
  longestDays?: number;
  labels: { from: ReactNode; to: ReactNode };
  verb: string;
  onShow: (period: Period) => void;
}

/** The first and the last of some days; they are shown once somebody presses the button. */
export const DaysForm = (props: Props): ReactNode => {
  const { from, to, today, longestDays, labels, verb, onShow } = props;
  const [draft, setDraft] = useState({ from, to });
  useEffect(() => setDraft({ from, to }), [from, to]);
  const longest = longestDays && draft.from ? addDays(draft.from, longestDays - 1) : today;
  const [last] = [longest, today].sort();
  return (
    <form
      className="toolbar-group"
      onSubmit={(event) => {
        event.preventDefault();
        onShow(draft);
      }}
    >
      <label className="inline-label">
        {labels.from}
        <input
          type="date"
          required
          max={today}
          value={draft.from}
          onChange={({ target }) => setDraft({ ...draft, from: target.value })}
        />
      </label>
      <label className="inline-label">
        {labels.to}
        <input
          type="date"
          required
          min={draft.from}
          max={last}
          value={draft.to}
          onChange={({ target }) => setDraft({ ...draft, to: target.value })}
        />
      </label>
      {(draft.from !== from || draft.to !== to) && (
        <button type="submit" className="button button-main">
          {verb}
        </button>
      )}
    </form>
  );
};
