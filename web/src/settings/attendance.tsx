import { attendanceResponseSchema } from "@throughline/shared/api.ts";
import { type ReactNode, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { requestAsStaff } from "../cache/session.ts";
import { useAnswer } from "../cache/use-answer.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { formatDay, formatMonth, todayIn } from "../ui/format.ts";
import { ScrollBox } from "../ui/scroll-box.tsx";
import { addMonths, daysOfMonth, isMonth, monthWeeks } from "./month-weeks.ts";

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** How many people really came, day by day: with it the dashboard tells how many were counted. */
export const Attendance = ({ site, timeZone }: { site: string; timeZone: string }): ReactNode => {
  const [path, navigate] = useLocation();
  const search = useSearch();
  const today = todayIn(timeZone, Date.now());
  const named = new URLSearchParams(search).get("month");
  const month = named && isMonth(named) ? named : today.slice(0, 7);
  const { from, to } = daysOfMonth(month);
  const answer = useAnswer(
    `/sites/${site}/attendance?from=${from}&to=${to}`,
    attendanceResponseSchema,
  );
  const people = new Map(answer.known?.value.attendance.map((entry) => [entry.day, entry.people]));
  const show = (next: string) => {
    const params = new URLSearchParams(search);
    params.set("month", next);
    navigate(`${path}?${params}`, { replace: true });
  };
  return (
    <>
      <p className="quiet">
        How many people came, by the clinic’s own count. The dashboard then says how many of them
        were counted by scans. Every number is saved as you leave its field.
      </p>
      <div className="button-row month-picker">
        <button
          type="button"
          className="button button-square"
          aria-label="Previous month"
          onClick={() => show(addMonths(month, -1))}
        >
          <span aria-hidden="true">◂</span>
        </button>
        <h3 aria-live="polite">{formatMonth(month)}</h3>
        <button
          type="button"
          className="button button-square"
          aria-label="Next month"
          disabled={month >= today.slice(0, 7)}
          onClick={() => show(addMonths(month, 1))}
        >
          <span aria-hidden="true">▸</span>
        </button>
      </div>
      {answer.failure && <FailureNotice failure={answer.failure} onRetry={answer.reload} />}
      {answer.known && (
        <ScrollBox label="Days of the month">
          <table className="month">
            <caption className="visually-hidden">Attendance in {formatMonth(month)}</caption>
            <thead>
              <tr>
                {weekdays.map((weekday) => (
                  <th key={weekday} scope="col">
                    {weekday}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {monthWeeks(month).map((week) => (
                <tr key={week.find((day) => day !== null)}>
                  {week.map((day, index) => (
                    <td key={weekdays[index]}>
                      {day && (
                        <DayCell
                          key={`${day} ${people.get(day) ?? ""}`}
                          site={site}
                          day={day}
                          saved={people.get(day) ?? null}
                          disabled={day > today}
                          onSaved={answer.reload}
                        />
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </>
  );
};

interface CellProps {
  site: string;
  day: string;
  saved: number | null;
  disabled: boolean;
  onSaved: () => void;
}

type CellState = "idle" | "saving" | "invalid" | "failed";

const notes: Record<CellState, string> = {
  idle: "",
  saving: "Saving…",
  invalid: "Whole number",
  failed: "Not saved",
};

const DayCell = ({ site, day, saved, disabled, onSaved }: CellProps) => {
  const savedText = saved === null ? "" : String(saved);
  const [text, setText] = useState(savedText);
  const [state, setState] = useState<CellState>("idle");
  const save = async () => {
    if (text.trim() === savedText && state === "idle") return;
    const people = text.trim() === "" ? null : Number(text);
    if (people !== null && !(Number.isInteger(people) && people >= 0 && people <= 1_000_000)) {
      return setState("invalid");
    }
    setState("saving");
    const answer = await requestAsStaff(`/sites/${site}/attendance/${day}`, {
      method: "PUT",
      body: { people },
      read: () => true,
    });
    setState(answer.ok ? "idle" : "failed");
    if (answer.ok) onSaved();
  };
  const wrong = state === "invalid" || state === "failed";
  return (
    <label className="day-cell">
      <span aria-hidden="true">{Number(day.slice(8))}</span>
      <span className="visually-hidden">{formatDay(day)}</span>
      <input
        inputMode="numeric"
        value={text}
        disabled={disabled}
        aria-invalid={wrong ? true : undefined}
        onChange={({ target }) => setText(target.value)}
        onBlur={save}
        onKeyDown={({ key }) => key === "Enter" && void save()}
      />
      <span className={wrong ? "field-problem" : "quiet"} aria-live="polite">
        {notes[state]}
      </span>
    </label>
  );
};
