import type { ReactNode } from "react";
import type { Failure } from "../cache/use-answer.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Notice } from "../ui/notice.tsx";

interface Props {
  failure: Failure;
  /** What is still shown. */
  kept?: string;
  onRetry: () => void;
}

/** Why nothing new is known of a ward. One that no file has named may be misspelt in the address. */
export const WardFailure = ({ failure, kept, onRetry }: Props): ReactNode =>
  failure.status === 404 && failure.code === "NOT_FOUND" ? (
    <Notice meaning="unknown" title="No file has named this ward.">
      <p>It appears here by itself when one does. Look for its name in the list of all wards.</p>
    </Notice>
  ) : (
    <FailureNotice failure={failure} onRetry={onRetry} {...(kept && { kept })} />
  );
