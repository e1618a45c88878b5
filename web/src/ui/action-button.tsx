import { type ReactNode, useState } from "react";

interface Props {
  /** What it does: a verb. */
  verb: string;
  /** What it does it to, for those who do not see where it stands. */
  object: string;
  /** Whether it was done. */
  act: () => Promise<boolean>;
}

/** A button for something that is done at once or not at all, and says when it was not. */
export const ActionButton = ({ verb, object, act }: Props): ReactNode => {
  const [state, setState] = useState<"idle" | "acting" | "failed">("idle");
  const press = async () => {
    setState("acting");
    setState((await act()) ? "idle" : "failed");
  };
  return (
    <>
      <button
        type="button"
        className="button screen-only"
        disabled={state === "acting"}
        aria-label={`${verb}: ${object}`}
        onClick={press}
      >
        {verb}
      </button>
      <span aria-live="polite">
        {state === "failed" && (
          <span className="field-problem">That did not work. Please try again.</span>
        )}
      </span>
    </>
  );
};
