import type { ReactNode } from "react";

interface Props {
  meaning: "fine" | "soon" | "overdue" | "unknown";
  children: ReactNode;
}

/** A word with a meaning; its edge tells the meaning by shape, as a notice's does. */
export const Tag = ({ meaning, children }: Props): ReactNode => (
  <span className={`tag tag-${meaning}`}>{children}</span>
);
