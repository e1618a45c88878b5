import type { ReactNode } from "react";
import type { Row } from "../rules/settle-bed.ts";
import { formatAction, formatMoment } from "../rules/words.ts";

interface Props {
  row: Row;
  timeZone: string;
  nowMs: number;
  onWithdraw: (entryId: string) => void;
}

const whyEscalated = {
  unacknowledged: "Escalated: nobody had acknowledged it",
  unviewed: "Escalated: no screen had shown it",
  "by-hand": "Escalated by hand",
};

/** Everything that was done about the alert, in order, with who was first. */
export const History = ({ row, timeZone, nowMs, onWithdraw }: Props): ReactNode => {
  const { alert, waiting, received } = row;
  if (!alert) return null;
  const at = (instant: string) => formatMoment(instant, timeZone, nowMs);
  const items = [
    { key: "due", at: alert.dueAt, content: <>Due</> },
    ...alert.escalations.map(({ why, at, entryId }) => ({
      key: entryId ?? `${why} ${at}`,
      at,
      content: <>{whyEscalated[why]}</>,
    })),
    ...alert.actions.map((action) => ({
      key: action.entryId,
      at: action.at,
      content: (
        <>
          {formatAction(action)} by <bdi>{action.by.name}</bdi>
          {alert.first?.entryId === action.entryId && alert.actions.length > 1 && (
            <strong> (first)</strong>
          )}
          {waiting.has(action.entryId) && (
            <span className="ward-saved"> Saved here, not sent yet</span>
          )}
          {received.has(action.entryId) && <span className="quiet"> Received</span>}{" "}
          <button
            type="button"
            className="button"
            aria-label={`Withdraw: ${formatAction(action)} by ${action.by.name}`}
            onClick={() => onWithdraw(action.entryId)}
          >
            Withdraw
          </button>
        </>
      ),
    })),
  ].sort((one, other) => (one.at < other.at ? -1 : 1));
  return (
    <section aria-label="History">
      <h3>History</h3>
      <ol className="ward-history">
        {items.map(({ key, at: when, content }) => (
          <li key={key}>
            <time dateTime={when}>{at(when)}</time> {content}
          </li>
        ))}
      </ol>
    </section>
  );
};
