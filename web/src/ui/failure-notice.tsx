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

/** What the reader can look at; nothing where the title says it all. */
const hintOf = ({ status, code, message }: Props["failure"]): string | undefined => {
  if (message || isOurs(code)) return undefined;
  if (code === "TIMED_OUT") return "It may be busy, or the connection slow. Wait a little.";
  if (status === 0) return "Is this device online, and the machine on that Throughline runs on?";
  return "A sign-in page of the Wi-Fi or a proxy may stand between: open another page to see.";
};

/** Why nothing new came, what was kept, and the way on. */
export const FailureNotice = ({ failure, kept, onRetry }: Props): ReactNode => {
  const hint = hintOf(failure);
  return (
    <Notice meaning={kept ? "soon" : "overdue"} title={titleOf(failure)}>
      {(kept || hint) && <p>{kept ?? hint}</p>}
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </Notice>
  );
};
