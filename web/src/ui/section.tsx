import { type ReactNode, useId } from "react";

interface Props {
  title: string;
  /** What its address ends with, where it has one. */
  id?: string;
  /** As wide as all columns. */
  wide?: boolean;
  children: ReactNode;
}

/** One part of a page under its own heading. */
export const Section = ({ title, id, wide = false, children }: Props): ReactNode => {
  const heading = useId();
  return (
    <section className={`card ${wide ? "card-wide" : ""}`} id={id} aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {children}
    </section>
  );
};
