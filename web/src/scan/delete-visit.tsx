import { removeVisit } from "../journal/remove.ts";
import { usePage } from "./page-context.ts";
import { Question } from "./question.tsx";
import { useQuestion } from "./use-question.ts";

/** Takes the visit off this phone, after saying what the server keeps and asking about the rest. */
export const DeleteVisit = () => {
  const { page, site, visit, snapshot, guide, words, say, change } = usePage();
  const { asking, ask, cancel, button } = useQuestion();
  const strings = words.catalogue.remove;
  if (!site || !visit) return null;
  if (!asking) {
    return (
      <button ref={button} type="button" className="plain" onClick={ask}>
        {strings.action}
      </button>
    );
  }
  const entries = snapshot.entries.filter(({ body }) => body.visitId === visit.visitId);
  const refused = entries.filter(({ rejected }) => rejected).length;
  const unsent = entries.length - refused;
  const remove = async (what: "send" | "discard") => {
    const removed = await change(() => removeVisit(page.journal, site, what));
    if (!removed) return;
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
      <button type="button" className="plain" onClick={cancel}>
        {strings.cancel}
      </button>
    </Question>
  );
};
