import type { ReactNode } from "react";

/** Where somebody lands who is not signed in. */
export const SignedOut = (): ReactNode => (
  <main id="content" className="signed-out" tabIndex={-1}>
    <h1>You are signed out</h1>
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
