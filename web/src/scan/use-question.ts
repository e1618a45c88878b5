import { type RefObject, useEffect, useRef, useState } from "react";

interface AskedQuestion {
  asking: boolean;
  ask(): void;
  /** Takes the question back; the focus returns to the button that asked it. */
  cancel(): void;
  button: RefObject<HTMLButtonElement | null>;
}

/** Whether a question is being asked, and where the focus goes when it was answered with no. */
export const useQuestion = (): AskedQuestion => {
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const cancelled = useRef(false);
  useEffect(() => {
    if (!asking && cancelled.current) button.current?.focus();
    cancelled.current = false;
  }, [asking]);
  return {
    asking,
    ask: () => setAsking(true),
    cancel: () => {
      cancelled.current = true;
      setAsking(false);
    },
    button,
  };
};
