import { type ReactNode, useId } from "react";

/** One part of the settings under its own heading; `id` is what its address ends with. */
export const Section = (props: { title: string; id: string; children: ReactNode }): ReactNode => {
  const heading = useId();
  return (
    <section className="card" id={props.id} aria-labelledby={heading}>
      <h2 id={heading}>{props.title}</h2>
      {props.children}
    </section>
  );
};

/** Links to the parts of a long page. */
export const Contents = (props: { parts: Readonly<Record<string, string>> }): ReactNode => (
  <nav className="contents" aria-label="On this page">
    <ul>
      {Object.entries(props.parts).map(([id, title]) => (
        <li key={id}>
          <a href={`#${id}`}>{title}</a>
        </li>
      ))}
    </ul>
  </nav>
);
