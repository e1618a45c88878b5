import { append } from "../journal/journal.ts";
import { usePage } from "./page-context.ts";
import { Question } from "./question.tsx";
import { useQuestion } from "./use-question.ts";

/** Ends the visit by hand, for those who leave without passing an exit. */
export const EndVisit = () => {
  const { page, site, words, change, say } = usePage();
  const { asking, ask, cancel, button } = useQuestion();
  const strings = words.catalogue.end;
  if (!site) return null;
  const end = async () => {
    const ended = await change(() => append(page.journal, { type: "end", site }));
    if (ended) say(strings.done);
  };
  if (!asking) {
    return (
      <button ref={button} type="button" className="plain" onClick={ask}>
        {strings.action}
      </button>
    );
  }
  return (
    <Question title={strings.question}>
      <button type="button" className="main" onClick={() => void end()}>
        {strings.confirm}
      </button>
      <button type="button" className="plain" onClick={cancel}>
        {strings.cancel}
      </button>
    </Question>
  );
};
