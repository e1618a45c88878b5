import type { ReactNode } from "react";
import type { Failure } from "../cache/use-answer.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";

interface Props {
  /** What it is that is made. */
  about: string;
  /** What the button does. */
  verb: string;
  failure: Failure | undefined;
  onMake: () => Promise<unknown>;
  /** The fields. */
  children: ReactNode;
}

/** The little form that makes something, to be set up next. */
export const MakeForm = ({ about, verb, failure, onMake, children }: Props): ReactNode => (
  <form
    className="new-site"
    noValidate
    onSubmit={(event) => {
      event.preventDefault();
      void onMake();
    }}
  >
    <p className="quiet">{about}</p>
    <div className="field-grid">{children}</div>
    {failure && <FailureNotice failure={failure} kept="Nothing was made." />}
    <p>
      <button type="submit" className="button">
        {verb}
      </button>
    </p>
  </form>
);
