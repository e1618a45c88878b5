import { useState } from "react";
import { removeVisit } from "../journal/remove.ts";
import { usePage } from "./page-context.ts";
import { Question } from "./question.tsx";

/** Takes the visit off this phone, after saying what the server keeps and asking about the rest. */
export const DeleteVisit = () => {
  const { page, site, visit, snapshot, guide, words, say } = usePage();
  const [asking, setAsking] = useState(false);
  const strings = words.catalogue.remove;
  if (!site || !visit) return null;
  if (!asking) {
    return (
      <button type="button" className="plain" onClick={() => setAsking(true)}>
        {strings.action}
      </button>
    );
  }
  const entries = snapshot.entries.filter(({ body }) => body.visitId === visit.visitId);
  const refused = entries.filter(({ rejected }) => rejected).length;
  const unsent = entries.length - refused;
  const remove = async (what: "send" | "discard") => {
    await removeVisit(page.journal, site, what);
    page.loop.wake();
    say(what === "send" && unsent > 0 ? strings.doneSending : strings.done);
  };
  const days = guide?.retentionDays;
  return (
    <Question title={strings.title}>
      <p>{strings.explain}</p>
      <p>
        {strings.server}{" "}
        {guide && (days ? words.count(strings.serverKeepsDays, days) : strings.serverKeeps)}
      </p>
      {refused > 0 && <p>{words.count(strings.refused, refused)}</p>}
      {unsent > 0 ? (
        <>
          <p>{words.count(strings.unsent, unsent)}</p>
          <button type="button" className="main" onClick={() => void remove("send")}>
            {strings.sendFirst}
          </button>
          <button type="button" className="plain" onClick={() => void remove("discard")}>
            {strings.discard}
          </button>
        </>
      ) : (
        <button type="button" className="main" onClick={() => void remove("send")}>
          {strings.confirm}
        </button>
      )}
      <button type="button" className="plain" onClick={() => setAsking(false)}>
        {strings.cancel}
      </button>
    </Question>
  );
};
