import type { ReactNode } from "react";

interface Props {
  label: string;
  /** The one figure, in large numerals. */
  figure: string;
  children?: ReactNode;
}

/** A headline: a name, one figure, and what it rests on. */
export const FigureCard = ({ label, figure, children }: Props): ReactNode => (
  <div className="card figure-card">
    <h2 className="figure-label">{label}</h2>
    <p className="figure-value">{figure}</p>
    <div className="figure-notes">{children}</div>
  </div>
);
