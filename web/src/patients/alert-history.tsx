import type { Alert, AlertAction, Escalation } from "@throughline/shared/alert.ts";
import type { ReactNode } from "react";
import { formatFullTime } from "../ui/format.ts";

const acknowledged = { seen: "seen", "sample-taken": "sample taken", ordered: "test ordered" };
const escalated: Record<Escalation["why"], string> = {
  unacknowledged: "nobody had acknowledged it",
  unviewed: "no screen had shown it",
  "by-hand": "by hand",
};

const actionWords = ({ type, what, reason }: AlertAction): string => {
  if (type === "acknowledge") return `Acknowledged${what ? `: ${acknowledged[what]}` : ""}`;
  return `${type === "snooze" ? "Snoozed" : "No tests intended"}${reason ? `: ${reason}` : ""}`;
};

/** What happened to an alert on its ward, in order. */
export const AlertHistory = (props: { alert: Alert; timeZone: string }): ReactNode => {
  const { alert, timeZone } = props;
  const time = (at: string) => formatFullTime(at, timeZone);
  const lines: { key: string; at: string; content: ReactNode }[] = [
    { key: "opened", at: alert.openedAt, content: `Opened; due since ${time(alert.dueAt)}` },
    ...alert.actions.map((action) => ({
      key: action.entryId,
      at: action.at,
      content: (
        <>
          <bdi>{actionWords(action)}</bdi>, by <bdi>{action.by.name}</bdi>; holds until{" "}
          {time(action.until)}
        </>
      ),
    })),
    ...alert.escalations.map(({ why, at }) => ({
      key: `${why} ${at}`,
      at,
      content: `Escalated: ${escalated[why]}`,
    })),
  ];
  if (alert.movedAt) lines.push({ key: "moved", at: alert.movedAt, content: "Moved to this ward" });
  lines.sort((one, other) => (one.at < other.at ? -1 : 1));
  return (
    <>
      <h4 className="quiet">Its alert</h4>
      <ol className="plain-list alert-history">
        {lines.map(({ key, at, content }) => (
          <li key={key}>
            <time dateTime={at}>{time(at)}</time>
            <span>{content}</span>
          </li>
        ))}
      </ol>
    </>
  );
};
