import type { ReactNode } from "react";

type Meaning = "fine" | "soon" | "overdue" | "unknown";

interface Props {
  meaning: Meaning;
  title: string;
  children?: ReactNode;
  /** Read out as soon as it appears. */
  urgent?: boolean;
  /** Stands on paper too: it says how the figures there are to be read. */
  onPaper?: boolean;
}

const words: Record<Meaning, string> = {
  fine: "Done",
  soon: "Note",
  overdue: "Problem",
  unknown: "Unknown",
};

/** A message in the page: what happened, then what to do. Its edge tells the meaning by shape. */
export const Notice = ({
  meaning,
  title,
  children,
  urgent = false,
  onPaper = false,
}: Props): ReactNode => (
  <div
    className={`notice notice-${meaning}${onPaper ? " notice-on-paper" : ""}`}
    role={urgent ? "alert" : "status"}
  >
    <p className="notice-title">
      <span className="visually-hidden">{words[meaning]}: </span>
      {title}
    </p>
    {children}
  </div>
);
