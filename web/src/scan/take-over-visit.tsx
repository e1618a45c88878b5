import { readVisitCode } from "@throughline/shared/visit-code.ts";
import { useEffect, useState } from "react";
import { takeOver } from "../journal/take-over.ts";
import { usePage } from "./page-context.ts";
import { Question } from "./question.tsx";

/**
 * Goes on with the visit whose code the address is, after asking where that hides a visit of this
 * phone's own. The address keeps the code until then, so that a reload asks again.
 */
export const TakeOverVisit = ({ leave }: { leave(): void }) => {
  const { page, site, words, snapshot, say, change } = usePage();
  const [asking, setAsking] = useState(false);
  const strings = words.catalogue.code;

  const go = async (replace: boolean) => {
    const code = readVisitCode(location.pathname, location.hash);
    if (!code) {
      say(strings.unreadable);
      return leave();
    }
    let taken: Awaited<ReturnType<typeof takeOver>> | undefined;
    await change(async () => {
      taken = await takeOver(page.journal, code, { replace });
    });
    if (taken === "asks") return setAsking(true);
    // The storage failed, which was said: the code stays in the address, to be tried again.
    if (!taken) return;
    say(taken === "known" ? strings.known : strings.taken);
    // The language that came with the code stays when the code is gone from the address.
    page.language.choose(page.language.current());
    leave();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for the address that was opened
  useEffect(() => void go(false), []);

  if (!asking) return null;
  const ofVisit = site ? snapshot.device.visits[site]?.visitId : undefined;
  const unsent = snapshot.entries.filter(
    ({ body, rejected }) => body.visitId === ofVisit && !rejected,
  ).length;
  return (
    <Question title={strings.question}>
      <p>{strings.replaces}</p>
      {unsent > 0 && <p>{words.count(words.catalogue.sync.waiting, unsent)}</p>}
      <button type="button" className="main" onClick={() => void go(true)}>
        {strings.confirm}
      </button>
      <button type="button" className="plain" onClick={leave}>
        {strings.cancel}
      </button>
    </Question>
  );
};
