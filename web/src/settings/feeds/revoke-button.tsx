import { type ReactNode, useState } from "react";
import { ActionButton } from "../../ui/action-button.tsx";

interface Props {
  id: string;
  /** Whether it was done. */
  revoke: () => Promise<boolean>;
}

/** Asks once more: a system that sends by the token is shut out at once. */
export const RevokeButton = ({ id, revoke }: Props): ReactNode => {
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <button
        type="button"
        className="button"
        aria-label={`Revoke: token ${id}`}
        onClick={() => setAsked(true)}
      >
        Revoke
      </button>
    );
  }
  return (
    <div className="button-row">
      <ActionButton verb="Revoke now" object={`token ${id}`} act={revoke} />
      <button
        type="button"
        className="button"
        aria-label={`Keep: token ${id}`}
        onClick={() => setAsked(false)}
      >
        Keep
      </button>
    </div>
  );
};
