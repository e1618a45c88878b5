import { type ReactNode, useState } from "react";
import { hasKeptDraft } from "../cache/kept-draft.ts";
import { signOut } from "../cache/session.ts";
import { Notice } from "../ui/notice.tsx";

/** The way out. It asks first where an edit is not saved, for that goes with the sign-in. */
export const SignOut = (): ReactNode => {
  const [said, setSaid] = useState<"unsaved" | "failed">();
  const leave = async () => setSaid((await signOut()) ? undefined : "failed");
  return (
    <>
      <button
        type="button"
        className="button button-quiet"
        onClick={() => (hasKeptDraft() ? setSaid("unsaved") : void leave())}
      >
        Sign out
      </button>
      {said === "failed" && (
        <Notice meaning="overdue" title="You are still signed in." urgent>
          <p>The server cannot be reached. Try again when it can.</p>
        </Notice>
      )}
      {said === "unsaved" && (
        <Notice meaning="soon" title="A change to the settings is not saved." urgent>
          <p>Signing out discards it.</p>
          <p className="button-row">
            <button type="button" className="button" onClick={() => void leave()}>
              Discard it and sign out
            </button>
            <button type="button" className="button" onClick={() => setSaid(undefined)}>
              Stay signed in
            </button>
          </p>
        </Notice>
      )}
    </>
  );
};
