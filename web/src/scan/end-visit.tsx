import { useState } from "react";
import { append } from "../journal/journal.ts";
import { usePage } from "./page-context.ts";
import { Question } from "./question.tsx";

/** Ends the visit by hand, for those who leave without passing an exit. */
export const EndVisit = () => {
  const { page, site, words } = usePage();
  const [asking, setAsking] = useState(false);
  const strings = words.catalogue.end;
  if (!site) return null;
  const end = async () => {
    await append(page.journal, { type: "end", site });
    page.loop.wake();
  };
  if (!asking) {
    return (
      <button type="button" className="plain" onClick={() => setAsking(true)}>
        {strings.action}
      </button>
    );
  }
  return (
    <Question title={strings.question}>
      <button type="button" className="main" onClick={() => void end()}>
        {strings.confirm}
      </button>
      <button type="button" className="plain" onClick={() => setAsking(false)}>
        {strings.cancel}
      </button>
    </Question>
  );
};
