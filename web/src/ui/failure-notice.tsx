import { type ErrorCode, errors } from "@throughline/shared/errors.ts";
import type { ReactNode } from "react";
import { Notice } from "./notice.tsx";

interface Props {
  failure: { status: number; code: string; message?: string };
  /** What is still shown, or that nothing is lost. */
  kept?: string;
  onRetry?: () => void;
}

const isOurs = (code: string): code is ErrorCode => code in errors;

const titleOf = ({ status, code, message }: Props["failure"]): string => {
  if (message) return message;
  if (isOurs(code)) return errors[code].message;
  if (code === "TIMED_OUT") return "The server has not answered in time.";
  if (status === 0) return "The server cannot be reached.";
  return "Something other than the server answered.";
};

/** Why nothing new came, what was kept, and the way on. */
export const FailureNotice = ({ failure, kept, onRetry }: Props): ReactNode => (
  <Notice meaning={kept ? "soon" : "overdue"} title={titleOf(failure)}>
    {kept && <p>{kept}</p>}
    {onRetry && (
      <button type="button" className="button" onClick={onRetry}>
        Try again
      </button>
    )}
  </Notice>
);
