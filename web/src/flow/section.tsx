import { type ReactNode, useId } from "react";

/** One part of the dashboard under its own heading. */
export const Section = (props: {
  title: string;
  wide?: boolean;
  children: ReactNode;
}): ReactNode => {
  const id = useId();
  return (
    <section className={`card ${props.wide ? "card-wide" : ""}`} aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      {props.children}
    </section>
  );
};
