import type { ReactNode } from "react";

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
