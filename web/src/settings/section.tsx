import { type ReactNode, useId } from "react";

/** One part of the settings under its own heading. */
export const Section = (props: { title: string; id?: string; children: ReactNode }): ReactNode => {
  const heading = useId();
  return (
    <section className="card" id={props.id} aria-labelledby={heading}>
      <h2 id={heading}>{props.title}</h2>
      {props.children}
    </section>
  );
};
