import { type ReactElement, useRef } from "react";

/** An element as it was before it was to be held: what stands above rows must not push them away. */
export const useHeldElement = (element: ReactElement, isHeld: boolean): ReactElement => {
  const shown = useRef(element);
  if (!isHeld) shown.current = element;
  return shown.current;
};
