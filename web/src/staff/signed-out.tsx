import { type ReactNode, useEffect, useState } from "react";
import { hasLostDraft } from "../cache/session.ts";
import { endPush, isSubscribedToPush } from "../cache/ward-cache/push-subscription.ts";
import { useWardJournal } from "../cache/ward-cache/use-ward-journal.ts";
import { plural } from "../ui/format.ts";
import { Notice } from "../ui/notice.tsx";

/** Where somebody lands who is not signed in. */
export const SignedOut = (): ReactNode => (
  <main id="content" className="signed-out" tabIndex={-1}>
    <h1>You are signed out</h1>
    <Unsent />
    {hasLostDraft() && (
      <Notice meaning="soon" title="A change to the settings that was not saved is gone.">
        <p>It went with the sign-in, so that nothing of it is left in this browser.</p>
      </Notice>
    )}
    <StillTold />
    <p>These pages are for the clinic’s staff. You come in by a one-time link.</p>
    <p>
      To get a new link, run this on the machine where Throughline runs, then open the address that
      it prints:
    </p>
    <pre>
      <code>npm run sign-in</code>
    </pre>
    <p className="quiet">
      A server that was started with <code>--data</code> and a folder needs the same behind it:{" "}
      <code>npm run sign-in -- --data FOLDER</code>.
    </p>
    <p>
      <button type="button" className="button button-main" onClick={() => window.location.reload()}>
        I have signed in
      </button>
    </p>
  </main>
);

/** What nurses recorded here outlives the sign-in: it waits for the next one. */
const Unsent = () => {
  const { entries } = useWardJournal().state;
  const deeds = entries.filter(({ type, rejected }) => type !== "view" && !rejected).length;
  return deeds === 0 ? null : (
    <Notice
      meaning="soon"
      title={`${plural(deeds, "entry", "entries")} of the ward saved on this tablet, not sent yet.`}
    >
      <p>Nothing else of the ward is left here. They are sent when somebody signs in.</p>
    </Notice>
  );
};

/** A ward's tablet goes on being told of overdue beds, of nobody by name, until somebody ends it. */
const StillTold = () => {
  const [told, setTold] = useState(false);
  useEffect(() => {
    isSubscribedToPush().then(setTold, (problem: unknown) => console.warn("no push", problem));
  }, []);
  const stop = async () => setTold(!(await endPush()));
  return told ? (
    <Notice meaning="soon" title="This tablet is still told while it sleeps that beds are overdue.">
      <p>It is told of wards and numbers of beds, and of nobody by name.</p>
      <p>
        <button type="button" className="button" onClick={() => void stop()}>
          Stop telling this tablet while it sleeps
        </button>
      </p>
    </Notice>
  ) : null;
};
