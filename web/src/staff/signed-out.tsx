import type { ReactNode } from "react";
import { useWardJournal } from "../cache/ward-cache/use-ward-journal.ts";
import { plural } from "../ui/format.ts";
import { Notice } from "../ui/notice.tsx";

/** Where somebody lands who is not signed in. */
export const SignedOut = (): ReactNode => (
  <main id="content" className="signed-out" tabIndex={-1}>
    <h1>You are signed out</h1>
    <Unsent />
    <p>These pages are for the clinic’s staff. You come in by a one-time link.</p>
    <p>
      To get a new link, run this on the machine where Throughline runs, then open the address that
      it prints:
    </p>
    <pre>
      <code>npm run sign-in</code>
    </pre>
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
